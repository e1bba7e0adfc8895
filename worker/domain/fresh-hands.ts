import { KNOWN_BY_CONTACTS, KNOWN_BY_ISSUES, NEW_MS } from './limits.ts'
import type { Shipment } from './state.ts'
import { FRESH_REASONS, type FreshReason } from './terms.ts'

/** How a person came by the session they release with. */
export interface SessionOrigin {
  /** Null if the session was opened before this was recorded. */
  invitedBy: string | null
  /** ISO 8601. */
  invitedAt: string | null
  /** The invitation of this session ended a live session of the same person. */
  endedLive: boolean
  /** The session is the first one after three days without any, or one of the day that begins with it. */
  afterPause: boolean
  substitute: boolean
  /** Who lifted a block of this person within the last day. */
  releasedBy: string | null
}

/** What is known about whoever releases by identity, collected right before the release (R42). */
export interface Hands {
  personId: string
  session: SessionOrigin
  /** When the account was made, in ms; null if that is not known. */
  since: number | null
  /** How many different contacts they handed over to by secret, counted up to ten. */
  contacts: number
  /** The device that signs: since when it is enrolled, in ms, and the same count for it alone. Null: there is none. */
  device: { since: number; contacts: number } | null
  /**
   * The counter's point: since when it exists, in ms, and how many of its issues are unquestioned, counted up
   * to ten. Null at a door.
   */
  point: { since: number; issues: number } | null
  /**
   * Those among the people who changed this shipment's way or lifted the block who are independent of these
   * hands. Anybody who is not listed is not independent.
   */
  independentOf: readonly string[]
}

/**
 * Returns why a release by identity with these hands has to be examined by somebody else (R42); empty if it
 * has not. Hands about which nothing is known are new.
 */
export function freshReasons(shipment: Shipment, hands: Hands | null, now: number): FreshReason[] {
  if (!shipment.secured) return []
  if (!hands) return ['new-hands']
  const { session, since, contacts, device, point } = hands
  const { changedBy } = shipment
  const near = (who: readonly string[]) => who.some((id) => !hands.independentOf.includes(id))
  const young = (from: number | null) => from === null || now - from < NEW_MS
  const holds: Record<FreshReason, boolean> = {
    // Of hands without a device nobody can say that they are the same ones as yesterday (R40).
    'new-hands': device === null || young(since) || contacts < KNOWN_BY_CONTACTS,
    'new-device': device !== null && (young(device.since) || device.contacts < KNOWN_BY_CONTACTS),
    'first-session': session.afterPause,
    'ended-session': session.endedLive,
    substitute: session.substitute,
    'new-point': point !== null && (young(point.since) || point.issues < KNOWN_BY_ISSUES),
    unreached: !shipment.secretReached,
    moved: near(changedBy.round),
    'point-chosen': near(changedBy.point),
    'tablet-recorded': near(changedBy.tablet),
    'block-lifted': session.releasedBy !== null && near([session.releasedBy]),
  }
  return FRESH_REASONS.filter((reason) => holds[reason])
}

/** Returns hands about which everything is known and nothing is new. Practice rounds and replays use them. */
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
  device: { since: 0, contacts: KNOWN_BY_CONTACTS },
  point: null,
  independentOf: changedItsWay(shipment),
})

/** Returns everybody who changed a shipment's way and of whom the hands should be independent (R42). */
export function changedItsWay({ changedBy }: Shipment): string[] {
  return [...new Set([...changedBy.round, ...changedBy.point, ...changedBy.tablet])]
}
