import type { Tally } from './courier-day.ts'
import type { Fact } from './event.ts'
import type { Shipment } from './state.ts'

export type AlertKind =
  | 'page-locked'
  | 'claim'
  | 'not-me'
  | 'message-failed'
  | 'pin-blocked'
  | 'identity-blocked'

/** What a dispatcher must hear about at once because of a fact, or null. */
export function alertFor(fact: Fact): AlertKind | null {
  switch (fact.type) {
    case 'wrong-label-scanned':
      return fact.left === 0 ? 'page-locked' : null
    case 'claim-raised':
      return 'claim'
    case 'not-me-declared':
      return 'not-me'
    case 'message-failed':
      return 'message-failed'
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
  'claim-decided',
  'cancelled',
]

/** Whether a fact changes the shipment's line in lists. */
export function indexed(fact: Fact): boolean {
  return INDEXED.includes(fact.type)
}

/** Whether a fact changes who may listen to the shipment. */
export function changesListeners(fact: Fact): boolean {
  return fact.type === 'moved' || fact.type === 'withdrawn' || fact.type === 'sent-on-demand'
}

/** What a fact adds to the courier's day (R18); `before` is the shipment without it, `day` the calendar day. */
export function talliesFor(
  before: Shipment,
  fact: Fact,
  shipmentId: string,
  day: string,
): { courierId: string; tally: Tally }[] {
  const courierId = before.visit?.courierId
  if (!courierId) return []
  const count = (kind: Tally['kind']) => ({ courierId, tally: { kind, shipmentId, day } })
  if (fact.type === 'code-refused')
    return fact.left === 0 ? [count('wrong'), count('closed')] : [count('wrong')]
  if (fact.type === 'handed-over' && before.secured) {
    if (fact.proof === 'identity') return [count('identity')]
    const byCode = fact.proof === 'pin' || fact.proof === 'qr'
    // Without a wrong code before there is nothing to take back.
    if (byCode && before.evaluated > 0) return [count('released-by-code')]
  }
  return []
}
