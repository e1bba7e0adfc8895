import type { PointInfo } from './choose-point.ts'
import type { HandOverProof, ParcelPlace, ScannedBy, SignedWay } from './terms.ts'

// Where the parcels are, and who has them.

/**
 * The parcels that left with a round, or were moved to it on the road (R26). `out` are those the round still
 * has to explain; `back` are those a depot has received from it since.
 */
export interface Trip {
  roundId: string
  out: string[]
  back: string[]
}

export interface Parcel {
  label: string
  place: ParcelPlace
  /** It goes back to its sender, wherever it is now, and is not given to anybody else any more. */
  toSender: boolean
  /** The shelf on which it lies at the point. */
  shelf: string | null
  /** When its courier declared that it came back, in ms. Only a receipt makes that so (R26). */
  declaredAt: number | null
  /** Since when the depot has it, and when a scan last saw it there, in ms; null: no scan did (R26). */
  depotAt: number | null
  seenAt: number | null
  /**
   * What explains that it is on its way to a point or has arrived there: NL, a recorded arrival, or the
   * depot, which sent it. Null: nothing explains it (R28).
   */
  way: 'held' | 'arrived' | 'depot' | null
  /** Number of the visit on which it last left the depot. */
  visit: number | null
  /** Set while the point has it and nothing explains how it came there (R28). */
  undeclared: Undeclared | null
  /** When our staff last scanned it or it last set out, in ms. Since then its label is protected (R41). */
  scannedAt: number | null
}

/** A receipt that waits for the courier's act, or for an independent dispatcher to confirm it (R28). */
export interface Undeclared {
  /** Sequence number of the receipt's event. */
  seq: number
  at: number
  /** The clerk who received it. */
  by: string
  /** The visit that the parcel was on, and that visit's courier. Null: it never left a depot. */
  visit: number | null
  courierId: string | null
  /** A dispatcher was asked to confirm it and did not. */
  doubted: boolean
}

/** One time at the door. It is kept after its end, so that late calls get the answer of an ended visit. */
export interface Visit {
  number: number
  roundId: string
  courierId: string
  /** When it went out, or was moved to this courier on the road, in ms. */
  outAt: number
  /** Where the parcels go if they may not be handed over; null: back to the depot. */
  point: PointInfo | null
  arrivedAt: number | null
  /** "No code" opened the identity check (R16). */
  identityOpen: boolean
  open: boolean
  /** The visit ended with a mandatory hold (NL). */
  held: boolean
  /** The visit was a drop-off, and the point has the parcels or the courier says so. */
  droppedOff: boolean
  /** The tablet failed on this visit, so the identity check is open where the policy allows it (R17). */
  tabletFailed: boolean
  /** Metres from the address at arrival; null if the tablet or the announcement gave no place (R13). */
  distanceM: number | null
  /** The arrival was near the address, as far as that can be said: it shows the code (R39). */
  near: boolean
  /** The carrier's code of what ended the visit (R33). */
  code: string | null
  endedAt: number | null
  /** The event that ended it. */
  endedBy: number | null
}

/** A shipment that is kept at a point or underway to it (R28, R29). */
export interface Hold {
  point: PointInfo
  /** Since when they are ordered there, in ms. Until the next opening day they are underway (R26). */
  since: number
  /** When the point first received something, in ms. Storage begins then. */
  receivedAt: number | null
  extended: boolean
  reminded: boolean
  /** The "ready" message was sent or ordered. */
  ready: boolean
  /** The parcels set out from the depot, so no courier of ours has to explain one that does not arrive. */
  fromDepot: boolean
  /** What a clerk scanned for an issue by link. It is valid for ten minutes. */
  clerk: { labels: string[]; at: number } | null
  /** What the recipient finished on the phone. It waits ten minutes for the clerk's scan. */
  finish: Finish | null
  /** Labels that the point has had in hand. Its staff learn nothing about others (R28). */
  received: string[]
  /** The clerks who received those parcels. */
  receivedBy: string[]
}

/** The recipient's half of an issue by link at a counter. */
export interface Finish {
  session: string
  labels: string[]
  at: number
  signed: SignedWay | null
  scannedBy: ScannedBy[]
}

export interface HandOver {
  seq: number
  at: number
  labels: string[]
  of: number
  proof: HandOverProof
  /** Generation of the link that was current then. */
  link: number
  atCounter: boolean
  /** Id of whoever released it: a person, or the session of the recipient's phone. Null: not known. */
  by: string | null
}

export const NEW_HOLD: Omit<Hold, 'point' | 'since'> = {
  receivedAt: null,
  extended: false,
  reminded: false,
  ready: false,
  fromDepot: false,
  clerk: null,
  finish: null,
  received: [],
  receivedBy: [],
}
