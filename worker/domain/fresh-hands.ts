import { KNOWN_BY_CONTACTS, KNOWN_BY_ISSUES, NEW_MS } from './limits.ts'
import type { Shipment } from './state.ts'
import { FRESH_REASONS, type FreshReason } from './terms.ts'

/** How somebody came by the session they release with. */
export interface SessionOrigin {
  /** Null: opened before that was kept. */
  invitedBy: string | null
  /** ISO 8601. */
  invitedAt: string | null
  /** Its invitation ended a live session of the same person. */
  endedLive: boolean
  /** The first one after three days without any. */
  afterPause: boolean
  substitute: boolean
  /** Who lifted a block of this person within the last day. */
  releasedBy: string | null
}

/** What is known of whoever releases by identity, collected right before (R42). */
export interface Hands {
  personId: string
  session: SessionOrigin
  /** When the account was made, in ms; null: nobody knows it. */
  since: number | null
  /** Different contacts they handed over to by secret: counted to ten. */
  contacts: number
  /** The counter's point: since when there is one, in ms, and its unquestioned issues, counted to ten. */
  point: { since: number; issues: number } | null
  /**
   * Of whoever changed this shipment's way, and of whoever lifted the block, those who are independent of these hands.
   * Who is not named here is not.
   */
  independentOf: readonly string[]
}

/**
 * Why a release by identity with these hands is looked at by somebody else (R42); empty: it is not. Hands of which
 * nothing is known are new.
 */
export function freshReasons(shipment: Shipment, hands: Hands | null, now: number): FreshReason[] {
  if (!shipment.secured) return []
  if (!hands) return ['new-hands']
  const { session, since, contacts, point } = hands
  const { changedBy } = shipment
  const near = (who: readonly string[]) => who.some((id) => !hands.independentOf.includes(id))
  const young = (from: number | null) => from === null || now - from < NEW_MS
  const holds: Record<FreshReason, boolean> = {
    'new-hands': young(since) || contacts < KNOWN_BY_CONTACTS,
    'first-session': session.afterPause,
    'ended-session': session.endedLive,
    substitute: session.substitute,
    'new-point': point !== null && (young(point.since) || point.issues < KNOWN_BY_ISSUES),
    unreached: !shipment.reached,
    moved: near(changedBy.round),
    'point-chosen': near(changedBy.point),
    'tablet-recorded': near(changedBy.tablet),
    'block-lifted': session.releasedBy !== null && near([session.releasedBy]),
  }
  return FRESH_REASONS.filter((reason) => holds[reason])
}

/** Hands of which everything is known and nothing is new: a practice has them, and so has what is only supposed. */
export const settledHands = (shipment: Shipment): Hands => ({
  personId: '',
  session: {
    invitedBy: null,
    invitedAt: null,
    endedLive: false,
    afterPause: false,
    substitute: false,
    releasedBy: null,
  },
  since: 0,
  contacts: KNOWN_BY_CONTACTS,
  point: null,
  independentOf: changedItsWay(shipment),
})

/** Whoever changed a shipment's way, so that their independence of the hands is asked (R42). */
export function changedItsWay({ changedBy }: Shipment): string[] {
  return [...new Set([...changedBy.round, ...changedBy.point, ...changedBy.tablet])]
}
