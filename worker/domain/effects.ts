import type { RaisedBlock, Tally } from './courier-day.ts'
import type { Fact } from './event.ts'
import { contradicts } from './evolve/late.ts'
import { FAR_M } from './limits.ts'
import type { Actor } from './roles.ts'
import type { Shipment } from './state.ts'
import { type AlertKind, isCode, isWarning, LOST_AT_DEPOT, type ViolationKind } from './terms.ts'

/** The alert that each limit of a person's day raises (R18, R28). */
export const RAISES: Record<RaisedBlock, AlertKind> = {
  pin: 'pin-blocked',
  identity: 'identity-blocked',
  foreign: 'foreign-labels',
}

/** Returns the alert that a dispatcher has to get at once because of a fact, or null. */
export function alertFor(fact: Fact): AlertKind | null {
  switch (fact.type) {
    case 'wrong-label-scanned':
      return fact.left === 0 ? 'page-locked' : null
    case 'claim-raised':
      return 'claim'
    case 'not-me-declared':
      return 'not-me'
    case 'dispatched':
      return fact.unreached ? 'unreached' : null
    case 'message-failed':
      return 'message-failed'
    case 'message-reported':
      return fact.outcome === 'undelivered' ? 'message-failed' : null
    case 'unexplained':
      return 'unexplained'
    case 'late-act-refused':
      return contradicts(fact) ? 'conflict' : null
    case 'found-at-point':
      return 'misplaced'
    case 'received-at-point':
      return fact.undeclared ? 'undeclared' : null
    case 'tablet-failed':
      return 'tablet-failed'
    case 'contact-change-requested':
      return 'contact-change'
    case 'contact-change-stopped':
      return fact.who === 'recipient' ? 'contact-stopped' : null
    case 'label-requested':
      return 'label-change'
    case 'label-stopped':
      return fact.who === 'recipient' ? 'label-stopped' : null
    case 'return-ordered':
      return fact.reason === 'no-proof-left' ? 'return' : null
    case 'handed-over':
      return fact.fresh ? 'fresh-hands' : null
    case 'refund-failed':
      return 'refund-failed'
    default:
      return null
  }
}

const INDEXED: readonly Fact['type'][] = [
  'announced',
  'scheduled',
  'moved',
  'withdrawn',
  'dispatched',
  'received-at-depot',
  'handed-over',
  'held',
  'visit-failed',
  'visit-reopened',
  'claim-decided',
  'cancelled',
  'declared-at-point',
  'declared-back',
  'point-chosen',
  'received-at-point',
  'shelved',
  'refused-at-point',
  'storage-extended',
  'return-ordered',
  'left-for-sender',
  'unexplained',
  'tablet-failed',
  'violation-suspected',
  'contact-changed',
  'recipient-corrected',
  // The personal data in the index is erased with the shipment's.
  'erased',
]

/** Whether a fact changes the shipment's line in lists. */
export function changesListLine(fact: Fact): boolean {
  return INDEXED.includes(fact.type)
}

const CHANGES_LISTENERS: readonly Fact['type'][] = [
  'moved',
  'withdrawn',
  'sent-on-demand',
  'contact-changed',
  'recipient-corrected',
  'label-requested',
]

/** Whether a fact sets a clock without the index being told of it. */
export const setsClock = (fact: Fact) =>
  fact.type === 'contact-change-approved' ||
  fact.type === 'label-approved' ||
  fact.type === 'seen-at-depot' ||
  // The report is asked for if it does not come by itself.
  (fact.type === 'message-sent' && fact.sent !== undefined) ||
  // The half hour may begin with it (R9).
  (fact.type === 'message-reported' && isWarning(fact.cause))

/** Facts that are counted with a visit although no list shows them. */
const COUNTED_LATER: readonly Fact['type'][] = [
  'claim-raised',
  'message-failed',
  'reminded',
  'sent-on-demand',
  'not-me-declared',
]

/**
 * Whether a fact questions how the parcel was handed over. A hand-over that was questioned does not make its
 * point known (R42).
 */
export const questionsHandOver = (fact: Fact): boolean =>
  fact.type === 'claim-raised' || fact.type === 'not-me-declared'

/** Whether a fact changes the figures of a shipment's visits, so that its line has to be written again. */
export function changesFigures(fact: Fact): boolean {
  return changesListLine(fact) || COUNTED_LATER.includes(fact.type) || goesOn(fact)
}

/** Whether another message than was counted goes out because of a fact: the next step of a cascade. */
const goesOn = (fact: Fact): boolean => fact.type === 'message-reported' && fact.outcome === 'undelivered'

/** Whether a fact changes who may listen to the shipment. */
export function changesListeners(fact: Fact): boolean {
  return CHANGES_LISTENERS.includes(fact.type)
}

/** Returns whose day counts a fact for R18: the clerk's at a counter, else that of the visit's courier. */
function personBehind(before: Shipment, fact: Fact, by: Actor | null): string | null {
  if ('pointId' in fact && fact.pointId !== undefined) return by?.id ?? null
  return before.visit?.courierId ?? null
}

/** What a fact counts in the day of a person (R18). */
export interface Count {
  personId: string
  kind: Tally['kind']
  /** The event of the hand-over that is counted; absent: the shipment as a whole is. */
  handOver?: number
}

/** A count as the person's object takes it. `day`: the calendar day of the fact in the contract's zone. */
export const tallyOf = ({ kind, handOver }: Count, shipmentId: string, day: string): Tally => ({
  kind,
  shipmentId: handOver === undefined ? shipmentId : `${shipmentId}:${handOver}`,
  day,
})

/**
 * Returns what a fact adds to people's days (R18). `before` is the shipment without the fact. At a counter only
 * wrong codes and "not you" answers count, because the identity check is the ordinary way there.
 */
export function countsFor(before: Shipment, fact: Fact, by: Actor | null): Count[] {
  if (fact.type === 'not-me-declared') return notYou(before, fact.link)
  const personId = personBehind(before, fact, by)
  if (!personId) return []
  const count = (kind: Tally['kind']) => ({ personId, kind })
  if (fact.type === 'code-refused')
    return fact.left === 0 ? [count('wrong'), count('closed')] : [count('wrong')]
  if (fact.type === 'handed-over' && before.secured) {
    const atCounter = fact.pointId !== undefined
    if (fact.proof === 'identity') return atCounter ? [] : [count('identity')]
    const byCode = isCode(fact.proof)
    const compared = atCounter ? before.evaluatedAtCounter : before.evaluated
    // Without a wrong code before there is nothing to take back.
    if (byCode && compared > 0) return [count('released-by-code')]
  }
  return []
}

/**
 * Counts "not me" against the clerk whose identity release at a counter it answers (R18). A partial hand-over
 * begins a new link, so the release is the last one up to the link that answers.
 */
function notYou(before: Shipment, link: number): Count[] {
  const released = before.handOvers.findLast((done) => done.link <= link)
  if (!released?.atCounter || released.proof !== 'identity' || released.by === null) return []
  return [{ personId: released.by, kind: 'not-you', handOver: released.seq }]
}

/**
 * Returns the violation that a fact makes the courier of the visit suspected of (R27), or null. Complaints
 * about a counter do not count against a courier, and neither do parcels that were lost where no courier had
 * them.
 */
export function violationFor(after: Shipment, fact: Fact): ViolationKind | null {
  if (!after.visit) return null
  if (fact.type === 'unexplained') {
    if (LOST_AT_DEPOT.includes(fact.why)) return null
    return fact.why === 'not-at-point' && after.hold?.fromDepot ? null : 'unexplained'
  }
  if (!after.secured) return null
  if (fact.type === 'violation-suspected') return fact.kind
  if (fact.type !== 'claim-raised' || fact.blocking) return null
  // A drop-off has no door at which somebody could have come or asked for a code.
  if (after.destination || after.handOvers.at(-1)?.atCounter) return null
  const { kind } = fact
  return kind === 'nobody-came' || kind === 'no-code-asked' || kind === 'not-received' ? kind : null
}

/** What makes a visit worth a look beside other visits of the same courier (R13, R18). */
export type VisitNote =
  | 'identity'
  | 'no-code'
  | 'wrong-code'
  | 'absent'
  | 'refused'
  | 'address'
  | 'damaged'
  | 'nobody-came'
  | 'no-code-asked'
  | 'not-received'
  | 'not-me'
  | 'far'

export function visitNoteFor(after: Shipment, fact: Fact): VisitNote | null {
  if (!after.visit) return null
  switch (fact.type) {
    case 'arrived':
      return (fact.distanceM ?? 0) > FAR_M ? 'far' : null
    case 'handed-over':
      return fact.proof === 'identity' && fact.pointId === undefined && after.secured ? 'identity' : null
    case 'held':
    case 'visit-failed':
      return fact.reason
    case 'claim-raised':
      return violationFor(after, fact) as VisitNote | null
    case 'not-me-declared':
      return !fact.blocking && after.handOvers.at(-1)?.atCounter === false ? 'not-me' : null
    default:
      return null
  }
}
