import { describe, expect, test } from 'vitest'
import { offered } from '../../web/dispatch/shipments/offered.ts'
import { actionsNow } from '../../worker/domain/allowed.ts'
import type { Fact } from '../../worker/domain/event.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import type { ShipmentAction } from '../../worker/domain/terms.ts'
import { shipmentView } from '../../worker/views/shipment-view.ts'
import { held, issued, received, underway, waiting } from '../domain/at-the-point.ts'
import {
  announced,
  arrived,
  atTheDoor,
  backAtDepot,
  claimed,
  dispatched,
  MINUTE,
  missed,
  NOW,
  onTheRoad,
  scheduled,
  stateOf,
  T0,
} from '../domain/given.ts'

/** A shipment as the server answers it. */
function answered(shipment: Shipment, now = NOW) {
  const beside = { recipient: null, contact: null, receipts: [], until: null, wishes: {} }
  const view = shipmentView('s1', shipment, beside, 3, (ms) => new Date(ms).toISOString())
  return { ...view, ...actionsNow(shipment, now) }
}
const isOffered = (action: ShipmentAction, facts: Fact[], now = NOW) =>
  offered(answered(stateOf(facts), now)).includes(action as never)

const road = onTheRoad('chronopost')
const door = atTheDoor('chronopost')
const handedOver: Fact = { ...issued(['PARCEL-1'], 1), proof: 'pin', code: 'D7' }
/** A business cannot be asked for a secret: what goes to one is ordinary. */
const ordinary = onTheRoad('chronopost', { kind: 'business' })
const sent: Fact = { type: 'sent-on-demand', what: 'link' }
const decided: Fact = { type: 'claim-decided', decision: 'resume' }

describe('what is offered on a shipment’s page', () => {
  test('R8: a message again while some are left', () => {
    expect(isOffered('resend', road)).toBe(true)
    expect(isOffered('resend', [...road, sent, sent, sent])).toBe(false)
    expect(isOffered('resend', ordinary)).toBe(false)
    expect(isOffered('resend', [...door, handedOver])).toBe(false)
  })
  test('R8: what only has to wait stays, and the refusal says for what', () => {
    const shipment = stateOf([...road, sent])
    const at = T0 + road.length * 1000 + MINUTE
    const { allowed, notYet } = actionsNow(shipment, at)
    expect([allowed, notYet].map((list) => list.includes('resend'))).toEqual([false, true])
    expect(isOffered('resend', [...road, sent], at)).toBe(true)
    expect(actionsNow(shipment, at + 2 * MINUTE).allowed).toContain('resend')
  })
  test('R21: nothing but the decision while a claim is open', () => {
    const open = answered(stateOf([...door, claimed]))
    expect(open.allowed).toEqual(['decide-claim', 'report-violation'])
    expect(offered(open)).toEqual(['label', 'report-violation'])
    expect(isOffered('cancel', [...door, claimed, decided])).toBe(true)
  })
  test('a held shipment is not cancelled', () => {
    expect(isOffered('cancel', [...door, held()])).toBe(false)
  })
  test('nor is one that is cancelled: it would change nothing', () => {
    const over = [announced('chronopost'), { type: 'cancelled' } as const]
    expect(isOffered('cancel', over)).toBe(false)
    expect(isOffered('erase', over)).toBe(true)
  })
  test('R31: erasing is offered when it is over, and says for what it waits: complaints, and parcels on their way back', () => {
    const soon = answered(stateOf([...door, handedOver]))
    expect([soon.allowed.includes('erase'), soon.notYet.includes('erase')]).toEqual([false, true])
    const later = answered(stateOf([...door, handedOver]), NOW + 25 * 60 * MINUTE)
    expect(later.allowed).toContain('erase')
    expect(isOffered('erase', [...door, handedOver])).toBe(true)
    expect(isOffered('erase', [...road, { type: 'cancelled' }])).toBe(true)
    expect(isOffered('erase', road)).toBe(false)
  })
  test('R9: another contact is not asked for a second time beside the first', () => {
    const contacts = { hasPhone: true, hasEmail: true }
    const asked: Fact = { type: 'contact-change-requested', requestedBy: 'd1', contacts }
    const shipment = answered(stateOf([announced('chronopost'), asked]))
    expect(offered(shipment)).not.toContain('change-contact')
    expect(shipment.allowed).toEqual(expect.arrayContaining(['change-contact', 'withdraw-contact']))
    expect(isOffered('change-contact', [announced('chronopost')])).toBe(true)
    expect(isOffered('change-contact', [announced('chronopost'), scheduled])).toBe(false)
  })

  const named = {
    'choose-point': 'point',
    reschedule: 'again',
    'order-return': 'back',
    'report-violation': 'report',
  } as const
  const NAMES = Object.keys(named) as (keyof typeof named)[]
  const others = (facts: Fact[]) =>
    NAMES.flatMap((action) => (isOffered(action, facts) ? [named[action]] : []))
  test.each([
    ['at the depot', [...door, missed, backAtDepot(['PARCEL-1'])], ['point', 'again', 'back', 'report']],
    ['back, not received yet', [...door, missed], ['back', 'report']],
    ['on the road', road, ['point', 'report']],
    ['announced', [announced('chronopost')], []],
    ['underway to a point', underway('chronopost'), ['point', 'back', 'report']],
    ['received by the point', waiting('chronopost'), ['back', 'report']],
    ['a claim is open', [...door, missed, backAtDepot(['PARCEL-1']), claimed], ['report']],
    ['handed over', [...door, handedOver], ['report']],
    ['ordinary', [...ordinary, arrived, { ...handedOver, proof: 'ordinary', code: 'OK' } as Fact], []],
  ])('%s', (_, facts, actions) => expect(others(facts)).toEqual(actions))

  test('R14, R24: what the depot has of it can join what its point has', () => {
    const two = { parcels: 2 } as const
    const part = [
      announced('chronopost', two),
      scheduled,
      dispatched,
      arrived,
      held(['PARCEL-1', 'PARCEL-2']),
      received('PARCEL-1'),
      backAtDepot(['PARCEL-2']),
    ]
    expect(others(part)).toContain('point')
  })
})
