import type { PointInfo } from './choose-point.ts'
import type { Command } from './command.ts'
import { decide } from './decide.ts'
import { isOver } from './reading.ts'
import { apartOf } from './request.ts'
import type { Shipment } from './state.ts'
import { DATA_KINDS, type Refusal, SHIPMENT_ACTIONS, type ShipmentAction } from './terms.ts'

/** No round, courier, person or point has this id, so none of them can be the reason why a probe is refused. */
const NOBODY = ''
const REACHABLE = { hasPhone: true, hasEmail: true }
const ELSEWHERE: PointInfo = { id: NOBODY, name: '', kind: 'office', address: '' }

/**
 * What stands for an action when the decider is asked about it. Where it depends on the choice whether one is accepted,
 * there are several: the action is possible when one of them is.
 */
const PROBES: Record<ShipmentAction, (shipment: Shipment) => Command[]> = {
  resend: () => [{ type: 'send', what: 'link' }],
  'change-contact': () => [{ type: 'request-contact', requestedBy: NOBODY, contacts: REACHABLE }],
  'withdraw-contact': () => [{ type: 'withdraw-contact' }],
  'correct-recipient': () => [
    { type: 'correct-recipient', contacts: REACHABLE, changes: { name: true, contact: true } },
  ],
  // What its point has a part of can only be joined there.
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
  erase: () => [{ type: 'erase', kinds: [...DATA_KINDS] }],
}

/** Whether a refusal ends by itself: time passes, or the parcels of what is over come to where they belong. */
const ends = (shipment: Shipment, refusal: Refusal): boolean =>
  refusal === 'resend-too-soon' ||
  refusal === 'claims-possible' ||
  (refusal === 'not-over' && isOver(shipment))

/** What the decider says of an action. What would be accepted and change nothing is no action. */
function verdict(shipment: Shipment, action: ShipmentAction, now: number): 'allowed' | 'not-yet' | null {
  const decisions = PROBES[action](shipment).map((probe) => decide(shipment, probe, now))
  if (decisions.some((decision) => decision.ok && decision.facts.length > 0)) return 'allowed'
  return decisions.some((decision) => !decision.ok && ends(shipment, decision.refusal)) ? 'not-yet' : null
}

/**
 * What the shipment accepts now. The decider itself is asked, so that no screen or client needs the rules a second
 * time, and none of them ever says something else than they do.
 */
export const allowedNow = (shipment: Shipment, now: number): ShipmentAction[] =>
  SHIPMENT_ACTIONS.filter((action) => verdict(shipment, action, now) === 'allowed')

/** What it refuses now and will accept without anything being done about it. */
export const notYet = (shipment: Shipment, now: number): ShipmentAction[] =>
  SHIPMENT_ACTIONS.filter((action) => verdict(shipment, action, now) === 'not-yet')
