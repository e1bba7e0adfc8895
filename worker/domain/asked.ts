import type { Contacts } from './eligibility.ts'
import type { Claimed, Difference, FreshReason, LateAct, LateBecause, SuspendedBecause } from './terms.ts'

// What somebody claims or requests, and what waits for a decision.

/** What the recipient claims. An open claim stops every release until a dispatcher decides. */
export interface Claim {
  /** The kind that was said last. */
  kind: Claimed
  open: boolean
  /**
   * All kinds to decide about. After the decision, a kind that is only said joins this list; a claim that
   * stops everything begins a new one.
   */
  kinds: Claimed[]
}

/**
 * While it lasts nobody gets the shipment against an identity document. The recipient takes it back or a
 * dispatcher decides (R21).
 */
export interface Suspension {
  /** Sequence number of the event that asks for a decision. */
  seq: number
  at: number
  because: SuspendedBecause[]
  /** The dispatcher who asks for a decision again; null if the rule itself asks. */
  askedBy: string | null
  /** Whether it waits for a decision. If not, a dispatcher has left the suspension in place. */
  open: boolean
}

/** A change that was requested over the recipient's head and is not in force yet (R9, R41). */
export interface RequestedChange {
  /** Sequence number of the request's event. What the request would bring is stored beside that event. */
  seq: number
  requestedBy: string
  at: number
  approved: boolean
  /** When whoever loses by it was told, in ms. Null: the message is underway, or failed for good. */
  toldAt: number | null
  /** The message has failed for good on every channel, so the operator has to agree too (R9). */
  untold: boolean
  /** Whether somebody has agreed with the operator's own key. */
  byOperator: boolean
}

/** Another contact that was requested and is not in force yet (R9). */
export interface ContactChange extends RequestedChange {
  contacts: Contacts
}

/** Labels of this shipment that were requested for another recipient (R41). */
export interface LabelChange extends RequestedChange {
  labels: string[]
  /** The shipment that waits for the labels. */
  to: string
  /** What would differ under that shipment. */
  reasons: Difference[]
}

/** Labels that two people gave to another shipment, which is still to be announced (R41). */
export interface Released {
  /** Sequence number of the request's event. The announcement is stored beside that event. */
  seq: number
  requestedBy: string
  labels: string[]
  to: string
}

/** A late act that was not accepted and waits for a dispatcher (R36). */
export interface LateClaim {
  /** Sequence number of its event. */
  seq: number
  at: number
  courierId: string
  what: LateAct
  because: LateBecause
  /** The event that ended the visit otherwise; null: none did. */
  against: number | null
  labels: string[]
  /** Its QR code was right, so an independent dispatcher may accept it. */
  proved: boolean
  /** A dispatcher did not accept it, and is not asked about these parcels again. */
  declined?: true
}

/**
 * The people who changed where a shipment goes, by what they changed. None of them counts as another person
 * in a decision about it (R9, R42).
 */
export interface ChangedBy {
  contact: string[]
  /** They moved the stop to another courier. */
  round: string[]
  /** They chose its point by hand. */
  point: string[]
  /** They recorded the broken tablet. */
  tablet: string[]
}

/** A request to release by identity with hands that are too new, and the dispatcher's answer (R42). */
export interface Approval {
  /** Sequence number of the event that asks. */
  seq: number
  at: number
  /** The person who wants to release. Nobody else may use the agreement. */
  personId: string
  /** The counter's point; null at the door. */
  pointId: string | null
  labels: string[]
  reasons: FreshReason[]
  said: 'nothing' | 'agreed' | 'declined'
  /** When the dispatcher answered, in ms. */
  saidAt: number | null
}

export const UNCHANGED: ChangedBy = { contact: [], round: [], point: [], tablet: [] }
