import {
  ATTEMPTS,
  CLOSED_PER_DAY,
  FOREIGN_PER_DAY,
  IDENTITY_PER_DAY,
  NEW_MS,
  NOT_YOU,
  WRONG_PER_DAY,
} from './limits.ts'

/** What R18 counts of one person's day. `day` is a calendar day, `YYYY-MM-DD`. */
export interface CourierDay {
  day: string
  /** Wrong codes per shipment that was not released by code afterwards. */
  wrong: Record<string, number>
  closed: string[]
  identity: string[]
  /** Identity releases at a counter answered "not you". They count until a block is lifted (R28). */
  notYou?: string[]
  /** How many labels a clerk scanned that were not ordered to the point (R28). */
  foreign?: number
  blocked: Blocked
  /** Who last lifted a block of this person. Identity releases in the day after that are examined (R42). */
  releasedBy?: string
  /** When the block was lifted, in ms. It is absent on rows from before it was recorded. */
  releasedAt?: number
}

/** What a person may not do until a dispatcher lifts the block. */
export interface Blocked {
  pin: boolean
  identity: boolean
}

/** What happened at a door or counter, as far as R18 counts it. */
export interface Tally {
  kind: 'wrong' | 'closed' | 'released-by-code' | 'identity' | 'not-you' | 'foreign'
  /** What is counted: a shipment, together with the hand-over for `not-you`; empty for a foreign label. */
  shipmentId: string
  day: string
}

const NO_COUNTS = { wrong: {}, closed: [], identity: [] }
export const QUIET_DAY: CourierDay = { day: '', ...NO_COUNTS, blocked: { pin: false, identity: false } }

const withId = (list: string[], id: string) => (list.includes(id) ? list : [...list, id])

function count(day: CourierDay, { kind, shipmentId }: Tally): CourierDay {
  switch (kind) {
    case 'wrong':
      return { ...day, wrong: { ...day.wrong, [shipmentId]: (day.wrong[shipmentId] ?? 0) + 1 } }
    case 'closed':
      return { ...day, closed: withId(day.closed, shipmentId) }
    case 'identity':
      return { ...day, identity: withId(day.identity, shipmentId) }
    case 'not-you':
      return { ...day, notYou: withId(day.notYou ?? [], shipmentId) }
    case 'foreign':
      return { ...day, foreign: (day.foreign ?? 0) + 1 }
    case 'released-by-code': {
      const { [shipmentId]: _forgiven, ...wrong } = day.wrong
      return { ...day, wrong }
    }
  }
}

function blockedBy(day: CourierDay): Blocked {
  const wrong = Object.values(day.wrong).reduce((sum, n) => sum + n, 0)
  return {
    pin: day.blocked.pin || day.closed.length >= CLOSED_PER_DAY || wrong >= WRONG_PER_DAY,
    identity:
      day.blocked.identity || day.identity.length >= IDENTITY_PER_DAY || (day.notYou ?? []).length >= NOT_YOU,
  }
}

/** What one tally can bring about that a dispatcher has to hear of. */
export type RaisedBlock = keyof Blocked | 'foreign'

/**
 * Counts one tally (R18). A new day resets the counts, but keeps blocks and "not you" answers. `raised` names
 * what this very tally blocked or reached; each is an alert.
 */
export function tally(before: CourierDay, what: Tally): { day: CourierDay; raised: RaisedBlock[] } {
  // The day never goes back: a van with parcels of two time zones would reset the counts all evening.
  const today = what.day <= before.day ? before : { ...before, ...NO_COUNTS, foreign: 0, day: what.day }
  const counted = count(today, what)
  const blocked = blockedBy(counted)
  const raised: RaisedBlock[] = (['pin', 'identity'] as const).filter(
    (what) => blocked[what] && !before.blocked[what],
  )
  if (what.kind === 'foreign' && counted.foreign === FOREIGN_PER_DAY) raised.push('foreign')
  return { day: { ...counted, blocked }, raised }
}

/** Attempts whose result is not known yet, by shipment. They count as if they went wrong. */
export interface Pending {
  pin: Record<string, number>
  identity: string[]
}

/**
 * Returns what is blocked while attempts are under way (R18). Calls sent all at once must not pass a limit
 * that each of them alone would respect. A shipment never adds more wrong codes than it evaluates.
 */
export function blockedWith(day: CourierDay, pending: Pending): Blocked {
  const shipments = new Set([...Object.keys(day.wrong), ...Object.keys(pending.pin)])
  let wrong = 0
  for (const id of shipments) wrong += Math.min(ATTEMPTS, (day.wrong[id] ?? 0) + (pending.pin[id] ?? 0))
  const identity = new Set([...day.identity, ...pending.identity])
  return {
    pin: day.blocked.pin || wrong > WRONG_PER_DAY,
    identity: day.blocked.identity || identity.size > IDENTITY_PER_DAY,
  }
}

/**
 * Returns the day after a dispatcher lifted the block. The counts start at zero, because the next wrong code
 * would otherwise block again at once.
 */
export function afterRelease(before: CourierDay, by: string, at: number): CourierDay {
  return { ...QUIET_DAY, day: before.day, releasedBy: by, releasedAt: at }
}

/** Returns who lifted a block of this person within the last day, or null (R42). */
export function lastReleasedBy({ releasedBy, releasedAt }: CourierDay, now: number): string | null {
  return releasedBy !== undefined && now - (releasedAt ?? now) < NEW_MS ? releasedBy : null
}
