import assert from 'node:assert/strict'
import { test } from 'vitest'
import { actionsNow } from '../../worker/domain/allowed.ts'
import type { Command } from '../../worker/domain/command.ts'
import { decide } from '../../worker/domain/decide.ts'
import type { AskedPayment, Payments, Refund } from '../../worker/domain/payments.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import {
  CLAIM_DECISIONS,
  SENT_ON_DEMAND,
  SHIPMENT_ACTIONS,
  type ShipmentAction,
} from '../../worker/domain/terms.ts'
import { LOCKER, OTHER_POINT } from './at-the-point.ts'
import { everyHistory, everyLife } from './every-history.ts'
import { COURIER, MINUTE, OTHER_COURIER, POINT, T0 } from './given.ts'
import type { History } from './histories.ts'

const CONTACTS = [
  { hasPhone: true, hasEmail: false },
  { hasPhone: false, hasEmail: true },
  { hasPhone: true, hasEmail: true },
  { hasPhone: false, hasEmail: false },
]
const EVERYBODY = [COURIER, OTHER_COURIER, 'anna', 'boris', 'clara']
const HOUR = 60 * MINUTE

/** The calls that people really make for each action, with every choice that they have. */
const REAL: Record<ShipmentAction, (shipment: Shipment) => Command[]> = {
  resend: () => SENT_ON_DEMAND.map((what) => ({ type: 'send', what })),
  'change-contact': () =>
    CONTACTS.map((contacts) => ({ type: 'request-contact', requestedBy: 'anna', contacts })),
  'withdraw-contact': () => [{ type: 'withdraw-contact' }],
  'correct-recipient': () =>
    CONTACTS.flatMap((contacts) =>
      [true, false].map((name) => ({
        type: 'correct-recipient',
        contacts,
        changes: { name, contact: !name },
      })),
    ),
  'choose-point': ({ hold, destination }) =>
    [POINT, OTHER_POINT, LOCKER, ...(hold ? [hold.point] : []), ...(destination ? [destination] : [])].map(
      (point) => ({ type: 'choose-point', point }),
    ),
  reschedule: () =>
    [COURIER, OTHER_COURIER].map((courierId) => ({ type: 'schedule', roundId: 'round-99', courierId })),
  'order-return': () => [{ type: 'order-return', reason: 'dispatcher' }],
  cancel: () => [{ type: 'cancel' }],
  'decide-claim': () =>
    CLAIM_DECISIONS.map((decision) => ({ type: 'decide-claim', decision, independentOf: EVERYBODY })),
  'lift-suspension': () => [
    { type: 'release-suspension', independentOf: EVERYBODY },
    { type: 'release-suspension', independentOf: [] },
  ],
  'report-violation': () => [
    { type: 'suspect-violation', kind: 'without-code' },
    { type: 'suspect-violation', kind: 'other' },
  ],
  refund: () => [{ type: 'order-refund' }, { type: 'order-refund', amount: 1 }, { type: 'retry-refund' }],
  'settle-conflict': ({ conflicts }) =>
    conflicts.map(({ seq }) => ({ type: 'settle-conflict', conflict: seq })),
  erase: () => [
    { type: 'erase', kinds: ['contact'] },
    { type: 'erase', kinds: ['name', 'notes'] },
  ],
}

const accepts = (shipment: Shipment, action: ShipmentAction, now: number): boolean =>
  REAL[action](shipment).some((command) => {
    const decision = decide(shipment, command, now)
    return decision.ok && decision.facts.length > 0
  })

/** How often each action was possible, and how often not: a history that never gets there would prove nothing. */
const seen = new Map<string, number>()
const note = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1)

/** After a call, and after what the clocks of these rules wait for. */
const LATER = [0, 3 * MINUTE, 25 * HOUR]

const OPENED = {
  number: 1,
  from: 'page',
  provider: 'stripe',
  at: T0,
  ref: 'r',
  surplus: null,
  receipt: null,
} as const
const REFUND = { number: 1, payment: 1, because: 'person', ref: null, retried: 0 } as const
const AMOUNTS = { currency: 'EUR', delivery: 500, goods: [] }
const asked = (state: AskedPayment['state']): AskedPayment[] => [{ ...OPENED, state }]
const refund = (state: Refund['state'], amount: number): Refund[] => [
  { ...REFUND, labels: [], state, amount, by: 'anna', seq: 1, at: T0 },
]
/** What can have become of a payment: no history of these pays, so it is put beside each of their states. */
const PAYMENTS: Payments[] = [
  { amounts: AMOUNTS, asked: asked('open'), refunds: [] },
  { amounts: AMOUNTS, asked: asked('paid'), refunds: [] },
  { amounts: AMOUNTS, asked: asked('paid'), refunds: refund('done', 500) },
  { amounts: AMOUNTS, asked: asked('paid'), refunds: refund('asked', 200) },
  { amounts: AMOUNTS, asked: asked('paid'), refunds: refund('failed', 500) },
]

/** Every state of a history, each at one of those instants. */
function holdsIn({ calls, end }: History) {
  // What a refused call leaves behind is the state before it.
  const states = [
    ...calls.filter(({ before, after }) => before !== after),
    { before: end, now: T0 + 99 * HOUR },
  ]
  for (const [index, { before, now: at }] of states.entries()) {
    const now = at + (LATER[index % LATER.length] ?? 0)
    const { allowed, notYet } = actionsNow(before, now)
    for (const action of SHIPMENT_ACTIONS) {
      const is = allowed.includes(action)
      assert.equal(is, accepts(before, action, now), `${action} is ${is ? '' : 'not '}allowed`)
      note(`${action}: ${is}`)
    }
    const payments = PAYMENTS[index % PAYMENTS.length] ?? null
    const paying = { ...before, payments }
    const refunds = accepts(paying, 'refund', now)
    assert.equal(actionsNow(paying, now).allowed.includes('refund'), refunds)
    note(`refund: ${refunds}`)
    for (const action of notYet) {
      assert.ok(!allowed.includes(action))
      note(`${action}: not yet`)
    }
  }
}

test('an action is allowed exactly if a real call of it is accepted, at the door and everywhere before', () => {
  everyHistory(holdsIn, 500)
})

test('an action is allowed exactly if a real call of it is accepted, in whole lives', () => {
  everyLife(holdsIn)
  const both = SHIPMENT_ACTIONS.flatMap((action) => [`${action}: true`, `${action}: false`])
  for (const what of [...both, 'resend: not yet', 'erase: not yet'])
    assert.ok((seen.get(what) ?? 0) > 0, `no history came to ${what}`)
})
