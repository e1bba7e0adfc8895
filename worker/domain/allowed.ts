import type { PointInfo } from './choose-point.ts'
import type { Command } from './command.ts'
import { decide } from './decide.ts'
import { isOver } from './reading.ts'
import { apartOf } from './request.ts'
import type { Shipment } from './state.ts'
import { DATA_KINDS, type Refusal, SHIPMENT_ACTIONS, type ShipmentAction } from './terms.ts'

/** No round, courier, person or point has this id, so none of them can be the reason to refuse a probe. */
const NOBODY = ''
const REACHABLE = { hasPhone: true, hasEmail: true }
const ELSEWHERE: PointInfo = { id: NOBODY, name: '', kind: 'office', address: '' }

/**
 * The commands that the decider is asked about for each action. If it depends on the person's choice whether
 * the action is accepted, there are several, and one accepted command makes the action possible.
 */
const PROBES: Record<ShipmentAction, (shipment: Shipment) => Command[]> = {
  resend: () => [{ type: 'send', what: 'link' }],
  'change-contact': () => [{ type: 'request-contact', requestedBy: NOBODY, contacts: REACHABLE }],
  'withdraw-contact': () => [{ type: 'withdraw-contact' }],
  'correct-recipient': () => [
    { type: 'correct-recipient', contacts: REACHABLE, changes: { name: true, contact: true } },
  ],
  // If a point has a part of the shipment, the rest can only join it there.
  'choose-point': ({ hold }) =>
    [ELSEWHERE, ...(hold ? [hold.point] : [])].map((point) => ({ type: 'choose-point', point })),
  reschedule: () => [{ type: 'schedule', roundId: NOBODY, courierId: NOBODY }],
  'order-return': () => [{ type: 'order-return', reason: 'dispatcher' }],
  cancel: () => [{ type: 'cancel' }],
  'decide-claim': () => [{ type: 'decide-claim', decision: 'return' }],
  'lift-suspension': (shipment) => [
    { type: 'release-suspension', independentOf: apartOf(shipment, 'suspension') },
  ],
  'report-violation': () => [{ type: 'suspect-violation', kind: 'other' }],
  refund: () => [{ type: 'order-refund' }, { type: 'retry-refund' }],
  'settle-conflict': ({ conflicts: [first] }) => [{ type: 'settle-conflict', conflict: first?.seq ?? 0 }],
  erase: () => [{ type: 'erase', kinds: [...DATA_KINDS] }],
}

/**
 * Whether a refusal ends by itself: time passes, or the parcels of a finished shipment arrive where they belong.
 */
const ends = (shipment: Shipment, refusal: Refusal): boolean =>
  refusal === 'resend-too-soon' ||
  refusal === 'claims-possible' ||
  (refusal === 'not-over' && isOver(shipment))

/** Returns what the decider says of an action. A command that is accepted but changes nothing does not count. */
function verdict(shipment: Shipment, action: ShipmentAction, now: number): 'allowed' | 'not-yet' | null {
  const decisions = PROBES[action](shipment).map((probe) => decide(shipment, probe, now))
  if (decisions.some((decision) => decision.ok && decision.facts.length > 0)) return 'allowed'
  return decisions.some((decision) => !decision.ok && ends(shipment, decision.refusal)) ? 'not-yet' : null
}

/**
 * Returns the actions that the shipment accepts now, and those that it refuses now but will accept without anybody
 * doing anything. It asks the decider itself, so that no screen or client repeats the rules or contradicts them.
 */
export function actionsNow(
  shipment: Shipment,
  now: number,
): { allowed: ShipmentAction[]; notYet: ShipmentAction[] } {
  const verdicts = SHIPMENT_ACTIONS.map((action) => [action, verdict(shipment, action, now)] as const)
  const saying = (wanted: 'allowed' | 'not-yet') =>
    verdicts.flatMap(([action, said]) => (said === wanted ? [action] : []))
  return { allowed: saying('allowed'), notYet: saying('not-yet') }
}
