import type { PointInfo } from './choose-point.ts'
import type { HandOverProof, ParcelPlace, ScannedBy, SignedWay } from './terms.ts'

// Where the parcels are, and with whom.

/**
 * The parcels that left with a round, or were moved to it on the road (R26): those that are still its to explain, and
 * those that a depot has received from it since.
 */
export interface Trip {
  roundId: string
  out: string[]
  back: string[]
}

export interface Parcel {
  label: string
  place: ParcelPlace
  /** It goes back to its sender, whatever place it has now: nobody else is given it any more. */
  toSender: boolean
  /** Where it stands at the point. */
  shelf: string | null
  /** Its courier said at the end of the round that it came back; only a receipt makes it so (R26). */
  declaredAt: number | null
  /** Since when the depot has it, and when a scan last saw it there; null where no scan ever did (R26). */
  depotAt: number | null
  seenAt: number | null
  /** What says that it is on its way to a point, or came there: NL, arrival, or the depot itself. Null: nothing. */
  way: 'held' | 'arrived' | 'depot' | null
  /** Number of the visit with which it left the depot last. */
  visit: number | null
  /** The point has it, and nothing says how it came there (R28). */
  undeclared: Undeclared | null
  /** When somebody of ours last scanned it, or it last set out: from then on its label is protected (R41). */
  scannedAt: number | null
}

/** A receipt that waits for the courier's act, or for an independent dispatcher who confirms it (R28). */
export interface Undeclared {
  /** Event of the receipt. */
  seq: number
  at: number
  /** The clerk who received it. */
  by: string
  /** The visit it was on, and its courier; null: it never left a depot. */
  visit: number | null
  courierId: string | null
  /** A dispatcher was asked and did not confirm it. */
  doubted: boolean
}

/** One time at the door. It stays after its end, so that late calls get the answer of an ended visit. */
export interface Visit {
  number: number
  roundId: string
  courierId: string
  /** Where the parcels go if they may not be handed over; null: back to the depot. */
  point: PointInfo | null
  arrivedAt: number | null
  /** "No code" opened the identity check (R16). */
  identityOpen: boolean
  open: boolean
  /** It ended with a mandatory hold (NL). */
  held: boolean
  /** It was a drop-off, and the point has the parcels or the courier says so. */
  droppedOff: boolean
  /** The tablet of this visit failed: the identity check is open where the policy has it (R17). */
  tabletFailed: boolean
  /** Metres from the address at arrival, where the tablet and the announcement gave places (R13). */
  distanceM: number | null
  /** The carrier's code of what ended it (R33). */
  code: string | null
  endedAt: number | null
}

/** A shipment kept at a point, or underway to it (R28, R29). */
export interface Hold {
  point: PointInfo
  /** Since when it is ordered there: until the point's next opening day it is underway (R26). */
  since: number
  /** The point's first receipt: storage begins. */
  receivedAt: number | null
  extended: boolean
  reminded: boolean
  /** "Ready" has been told. */
  ready: boolean
  /** It set out from the depot: what does not arrive is nothing a courier of ours has to explain. */
  fromDepot: boolean
  /** What a clerk scanned for the recipient's phone, for ten minutes. */
  clerk: { labels: string[]; at: number } | null
  /** What the recipient finished on the phone, waiting for the clerk's scan for ten minutes. */
  finish: Finish | null
  /** Labels that the point had in hand; of others its staff know nothing (R28). */
  received: string[]
  /** The clerks who received them. */
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
  /** Who released it; null: not known, or the recipient's own phone. */
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
