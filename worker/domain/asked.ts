import type { Claimed, Difference, FreshReason, SuspendedBecause } from './terms.ts'

// What somebody claims or asks for, and what waits for a decision.

/** What the recipient claims. Open, it waits for a dispatcher's decision, and stops every release until then. */
export interface Claim {
  /** What was said last. */
  kind: Claimed
  open: boolean
  /** All that is to be decided about; decided, what was said after it joins. */
  kinds: Claimed[]
}

/** Nobody is given it against a document until the recipient takes it back, or a dispatcher decides (R21). */
export interface Suspension {
  /** Event that asks for a decision. */
  seq: number
  at: number
  because: SuspendedBecause[]
  /** A dispatcher who asks again; else the rule does. */
  askedBy: string | null
  /** A decision is waited for; else a dispatcher left it as it is. */
  open: boolean
}

/** What was asked for over the recipient's head, and is not in force yet (R9, R41). */
export interface Change {
  /** Event of the request, beside which stands what it would bring. */
  seq: number
  requestedBy: string
  at: number
  approved: boolean
  /** When the old contact was told; null: the news is underway, or failed for good. */
  toldAt: number | null
  /** The news reached nobody, for good: the operator has to agree too (R9). */
  untold: boolean
  /** The operator's own key agreed. */
  byOperator: boolean
}

/** Another contact that was asked for and is not in force yet (R9). */
export interface ContactChange extends Change {
  contacts: { hasPhone: boolean; hasEmail: boolean }
}

/** Labels of this shipment that were asked for, for another recipient (R41). */
export interface LabelChange extends Change {
  labels: string[]
  /** The shipment that waits for them. */
  to: string
  /** What would be another there. */
  reasons: Difference[]
}

/** Labels that two people gave to another shipment, which is still to be announced (R41). */
export interface Released {
  /** Event of the request, beside which the announcement stands. */
  seq: number
  requestedBy: string
  labels: string[]
  to: string
}

/** Who changed where a shipment goes, by what: people whose word on it does not count as another's (R9, R42). */
export interface ChangedBy {
  contact: string[]
  /** Moved it to another courier. */
  round: string[]
  /** Chose its point by hand. */
  point: string[]
  /** Recorded the broken tablet. */
  tablet: string[]
}

/** An identity release by hands that are too new, and what a dispatcher said of it (R42). */
export interface Approval {
  /** The event that asks. */
  seq: number
  at: number
  /** Who wants to release: nobody else may use what is agreed to. */
  personId: string
  /** The counter's point; null at the door. */
  pointId: string | null
  labels: string[]
  reasons: FreshReason[]
  said: 'nothing' | 'agreed' | 'declined'
  /** When it was said. */
  saidAt: number | null
}

export const UNCHANGED: ChangedBy = { contact: [], round: [], point: [], tablet: [] }
