import { describe, expect, test } from 'vitest'
import type { Command } from '../../worker/domain/command.ts'
import { decide } from '../../worker/domain/decide.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import { PAYMENTS_A_SIDE, PAYMENTS_AN_HOUR } from '../../worker/domain/limits.ts'
import type { Amounts } from '../../worker/domain/payments.ts'
import { revealed, tellsPin } from '../../worker/domain/reading.ts'
import { openRequests } from '../../worker/domain/request.ts'
import type { Profile } from '../../worker/domain/terms.ts'
import {
  announced,
  arrived,
  backAtDepot,
  courier,
  dispatched,
  FREE,
  type Given,
  given,
  NOW,
  noClaims,
  PHONE,
  POINT,
  phone,
  scanned,
  scheduled,
  stateOf,
  T0,
} from './given.ts'

const AMOUNTS: Amounts = {
  currency: 'EUR',
  delivery: 500,
  goods: [
    { amount: 2_000, label: 'PARCEL-1' },
    { amount: 3_000, label: 'PARCEL-2' },
  ],
}
const TOTAL = 5_500

const owes = (profile: Profile, over: Given = {}, amounts = AMOUNTS): Fact => ({
  ...announced(profile, { parcels: 2, ...over, policy: { payment: 'both', ...over.policy } }),
  amounts,
})
const doorstep = (profile: Profile, over?: Given): Fact[] => [
  owes(profile, over),
  scheduled,
  dispatched,
  arrived,
]
const opened = (number = 1, from: 'page' | 'door' = 'page'): Fact[] => [
  { type: 'payment-opened', number, from, provider: 'stripe', amount: TOTAL, currency: 'EUR' },
  { type: 'payment-referred', number, ref: `ref-${number}` },
]
const received = (number = 1): Fact => ({
  type: 'payment-received',
  number,
  amount: TOTAL,
  currency: 'EUR',
})
const paid: Fact[] = [...opened(), received()]
const note = (over: Partial<Extract<Command, { type: 'note-payment-received' }>> = {}): Command => ({
  type: 'note-payment-received',
  number: 1,
  ref: 'ref-1',
  amount: TOTAL,
  currency: 'EUR',
  ...over,
})
const open: Command = { type: 'open-payment', from: 'page', provider: 'stripe' }

describe('R30: while it is unpaid nothing is compared', () => {
  const never = { matches: () => expect.unreachable('a code was compared') }
  test.each<[string, Command]>([
    ['a right PIN', courier.code('right', never)],
    ['a wrong PIN', courier.code('wrong', never)],
    ['somebody else’s label', courier.code('right', { ...never, labels: ['ELSEWHERE'] })],
    ['a blocked courier', courier.code('right', { ...never, blocked: { pin: true, identity: true } })],
    ['an identity check', courier.identity()],
    ['an identity check that was declined', courier.identity({ declined: true })],
    ['the label', phone.scan()],
    ['no claims', phone.noClaims()],
    ['the finish', phone.finish()],
  ])('%s is answered `unpaid`, free', (_, command) => {
    given(doorstep('kse', { policy: { door: ['pin', 'qr', 'link'] } }))
      .when(command)
      .refuses('unpaid')
  })

  test('a malformed PIN is malformed, and a proof that the door does not take is not accepted', () => {
    given(doorstep('kse'))
      .when(courier.code('right', { malformed: true }))
      .refuses('malformed-code')
    given(doorstep('kse'))
      .when(courier.code('right', { proof: 'qr' }))
      .refuses('not-accepted')
  })

  test('an ordinary parcel is not delivered either', () => {
    given(doorstep('kse', { kind: 'business' }))
      .when(courier.deliver())
      .refuses('unpaid')
  })

  test('codes that five wrong ones closed stay `unpaid` too: nothing tells them apart', () => {
    const closed = Array.from(
      { length: 5 },
      (_, i): Fact => ({ type: 'code-refused', proof: 'pin', left: 4 - i }),
    )
    given(doorstep('kse'), closed).when(courier.code('never compared')).refuses('unpaid')
  })

  test('at a counter codes, identity and the clerk’s scan are `unpaid`', () => {
    const held: Fact = {
      type: 'held',
      reason: 'no-code',
      labels: ['PARCEL-1', 'PARCEL-2'],
      code: 'NL',
      point: POINT,
    }
    const there: Fact = { type: 'received-at-point', pointId: POINT.id, labels: ['PARCEL-1', 'PARCEL-2'] }
    const at = { pointId: POINT.id, labels: ['PARCEL-1'] }
    const counter = given(doorstep('kse'), held, there)
    counter
      .when({
        type: 'try-code-at-counter',
        ...at,
        proof: 'pin',
        blocked: FREE,
        malformed: false,
        foreign: false,
        ...never,
      })
      .refuses('unpaid')
    counter.when({ type: 'scan-at-counter', ...at }).refuses('unpaid')
    counter
      .when({
        type: 'check-identity-at-counter',
        ...at,
        documentType: 'passport',
        nameMatches: true,
        signed: 'drawn',
        blocked: FREE,
      })
      .refuses('unpaid')
  })
})

test('R30: what is no proof goes on: arrival, no code, a failed visit, a claim', () => {
  const story = given(doorstep('kse'))
  story.when(courier.fail()).answers({ outcome: 'done' })
  story.when(phone.claim()).records({ type: 'claim-raised', blocking: true })
  // Nobody could release it against a passport, so "no code" is the hold at once.
  story.when(courier.noCode()).answers({ outcome: 'held', point: POINT })
})

test('R30: payment precedes the reveal, on the page and in messages', () => {
  const before = stateOf(doorstep('kse'))
  expect(tellsPin(before)).toBe(false)
  expect(revealed(before, PHONE)).toBe(false)
  const after = stateOf(doorstep('kse'), paid)
  expect(tellsPin(after)).toBe(true)
  expect(revealed(after, PHONE)).toBe(true)
})

test('R30: paid, the right PIN hands over, and the payment is proved by its own event', () => {
  given(doorstep('kse'), paid).when(courier.code('right')).answers({ outcome: 'handed-over' })
  given(doorstep('kse'), paid, scanned(), noClaims).when(phone.finish()).answers({ outcome: 'handed-over' })
})

test('R30: the recipient is told when the payment has arrived, with the code if its link was told', () => {
  const story = given(doorstep('kse'), opened()).when(note())
  story.records(received())
  expect(story.after.unsent.at(-1)?.order).toMatchObject({ cause: 'paid', secret: true })
  const early = given(owes('kse'), opened()).when(note())
  expect(early.after.unsent.at(-1)?.order).toMatchObject({ cause: 'paid', secret: false })
})

describe('R30: asking for a payment', () => {
  test('each side has one open payment, however many tabs ask', () => {
    const story = given(doorstep('kse')).when(open)
    story.records({ type: 'payment-opened', number: 1, from: 'page', amount: TOTAL, currency: 'EUR' })
    given(doorstep('kse'), opened()).when(open).records()
    given(doorstep('kse'), opened())
      .when({ ...open, from: 'door' })
      .records({ type: 'payment-opened', number: 2, from: 'door' })
  })

  test('after a failed one the same side asks anew', () => {
    const failed: Fact = { type: 'payment-failed', number: 1, reason: 'expired' }
    given(doorstep('kse'), opened(), failed).when(open).records({ type: 'payment-opened', number: 2 })
  })

  test('there is nothing to pay without amounts, once it is paid, or after the end', () => {
    given(announced('kse')).when(open).refuses('nothing-to-pay')
    given(doorstep('kse'), paid).when(open).records()
    given(owes('kse'), { type: 'cancelled' }).when(open).refuses('nothing-to-pay')
  })
})

describe('R30: what a provider says of a payment', () => {
  test.each<[string, Partial<Extract<Command, { type: 'note-payment-received' }>>]>([
    ['another amount', { amount: TOTAL - 1 }],
    ['another currency', { currency: 'RUB' }],
    ['another reference', { ref: 'ref-2' }],
    ['another number', { number: 7 }],
  ])('%s changes nothing', (_, over) => {
    expect(decide(stateOf(doorstep('kse'), opened()), note(over), NOW)).toMatchObject({ ok: false })
  })

  test('the same again changes nothing', () => {
    given(doorstep('kse'), paid).when(note()).records()
    given(doorstep('kse'), opened(), { type: 'payment-failed', number: 1, reason: 'expired' })
      .when({ type: 'note-payment-failed', number: 1, reason: 'expired' })
      .records()
  })

  test('a second payment goes back by itself, whole, whatever the limit says', () => {
    const story = given(doorstep('kse', { policy: { refundLimit: 1 } }), paid, opened(2, 'door')).when(
      note({ number: 2, ref: 'ref-2' }),
    )
    story.records(
      { type: 'payment-received', number: 2, surplus: 'twice' },
      { type: 'refund-ordered', number: 1, payment: 2, amount: TOTAL, because: 'twice' },
    )
    expect(story.facts[1]).not.toHaveProperty('asked')
  })

  test('a payment that arrives after the end goes back by itself', () => {
    given(owes('kse'), opened(), { type: 'cancelled' })
      .when(note())
      .records(
        { type: 'payment-received', surplus: 'late' },
        { type: 'refund-ordered', payment: 1, amount: TOTAL, because: 'late' },
      )
  })

  test('one that was given up and is paid after all counts', () => {
    given(doorstep('kse'), opened(), { type: 'payment-failed', number: 1, reason: 'expired' })
      .when(note())
      .records(received())
  })
})

describe('R30: a side that asks for payments that come to nothing', () => {
  const failedAt = (from: number, count: number): Fact[] =>
    Array.from({ length: count }, (_, i): Fact[] => [
      {
        ...{ type: 'payment-opened', number: from + i, from: 'door', provider: 'stripe' },
        ...{ amount: TOTAL, currency: 'EUR' },
      },
      { type: 'payment-failed', number: from + i, reason: 'declined' },
    ]).flat()
  const atDoor: Command = { ...open, from: 'door' }

  test('waits after six within an hour, and the other side goes on', () => {
    const story = given(doorstep('kse'), failedAt(1, PAYMENTS_AN_HOUR))
    story.when(atDoor, T0 + 60_000).refuses('payment-unavailable')
    story.when(open, T0 + 60_000).records({ type: 'payment-opened', from: 'page' })
    story.when(atDoor, T0 + 2 * 3_600_000).records({ type: 'payment-opened', from: 'door' })
    given(doorstep('kse'), failedAt(1, PAYMENTS_AN_HOUR - 1))
      .when(atDoor, T0 + 60_000)
      .records({ type: 'payment-opened' })
  })

  test('asks no more after thirty', () => {
    const story = given(doorstep('kse'), failedAt(1, PAYMENTS_A_SIDE))
    story.when(atDoor, T0 + 1_000 * 3_600_000).refuses('payment-unavailable')
    story.when(open, T0 + 1_000 * 3_600_000).records({ type: 'payment-opened', from: 'page' })
  })
})

describe('R30: refunds follow by themselves', () => {
  const back = (labels: string[]): Fact => ({ type: 'left-for-sender', labels })
  const ordered = (labels: string[]): Fact => ({
    type: 'return-ordered',
    reason: 'dispatcher',
    labels,
    code: 'RTS',
  })
  const both = ['PARCEL-1', 'PARCEL-2']
  const failed: Fact = { type: 'visit-failed', reason: 'refused', labels: both, code: 'REF' }
  const atDepot = (): Fact[] => [...doorstep('kse'), ...paid, failed, backAtDepot(both), ordered(both)]

  test('everything, once all of it is back with its sender', () => {
    given(atDepot())
      .when({ type: 'return-from-depot', labels: both })
      .records(back(both), { type: 'refund-ordered', amount: TOTAL, because: 'returned', labels: both })
  })

  test('parcel by parcel; the last one brings the rest', () => {
    const first = given(atDepot()).when({ type: 'return-from-depot', labels: ['PARCEL-2'] })
    first.records(back(['PARCEL-2']), { type: 'refund-ordered', amount: 3_000, labels: ['PARCEL-2'] })
    first
      .when({ type: 'return-from-depot', labels: ['PARCEL-1'] })
      .records(back(['PARCEL-1']), { type: 'refund-ordered', number: 2, amount: 2_500, labels: ['PARCEL-1'] })
  })

  test('of a partial hand-over only the returned parcel’s goods; the delivery was made', () => {
    const one: Fact = { type: 'handed-over', labels: ['PARCEL-1'], of: 2, proof: 'pin', code: 'PIN' }
    const rest = [backAtDepot(['PARCEL-2']), ordered(['PARCEL-2'])]
    given(doorstep('kse'), paid, one, rest)
      .when({ type: 'return-from-depot', labels: ['PARCEL-2'] })
      .records(back(['PARCEL-2']), { type: 'refund-ordered', amount: 3_000, labels: ['PARCEL-2'] })
  })

  test('of a cancelled shipment at once, before anything is sent back', () => {
    const story = given(owes('kse'), paid).when({ type: 'cancel' })
    story.records({ type: 'cancelled' }, { type: 'refund-ordered', amount: TOTAL, because: 'cancelled' })
    story.when({ type: 'return-from-depot', labels: both }).records(back(both))
  })

  test('NL, a failed visit and its undo change no payment', () => {
    expect(
      given(doorstep('kse'), paid)
        .when(courier.noCode())
        .facts.map(({ type }) => type),
    ).not.toContain('refund-ordered')
    const failing = given(doorstep('kse'), paid).when(courier.fail({ reason: 'refused' }), T0 + 9_000)
    failing.records({ type: 'visit-failed' })
    failing.when(courier.reopen(), T0 + 10_000).records({ type: 'visit-reopened' })
  })

  test('whatever becomes of the money meanwhile, a slip of the finger is taken back', () => {
    given(doorstep('kse'))
      .when(courier.fail({ reason: 'refused' }), T0 + 9_000)
      .when(open, T0 + 9_100)
      .when({ type: 'note-payment-referred', number: 1, ref: 'ref-1' }, T0 + 9_200)
      .when(note(), T0 + 9_300)
      .when(courier.reopen(), T0 + 10_000)
      .records({ type: 'visit-reopened' })
  })

  test('nothing goes back of what was never paid', () => {
    given(owes('kse'), opened()).when({ type: 'cancel' }).records({ type: 'cancelled' })
  })
})

describe('R30: above the contract’s limit a second person agrees', () => {
  const dear = (): Fact[] => [owes('kse', { policy: { refundLimit: TOTAL - 1 } }), ...paid]
  const seq = 6
  const decideIt = (decision: 'agree' | 'decline', by = 'd2', independentOf = ['d1']): Command => ({
    ...{ type: 'decide-request', kind: 'refund', seq, decision, by, independentOf },
    ...{ operator: false, same: true },
  })
  const asked = () => {
    const state = stateOf(dear())
    const decision = decide(state, { type: 'cancel' }, NOW)
    return decision.ok ? decision.facts : []
  }

  test('it waits for them, and they see what it is about', () => {
    const story = given(dear(), asked())
    expect(asked().at(-1)).toMatchObject({ type: 'refund-ordered', asked: true })
    const state = stateOf(dear(), asked())
    expect(openRequests(state)).toMatchObject([
      { kind: 'refund', seq, shown: { reasons: ['cancelled'], amount: { amount: TOTAL, currency: 'EUR' } } },
    ])
    story.when(decideIt('agree')).records({ type: 'refund-approved', number: 1 })
    story.when(decideIt('decline')).records({ type: 'refund-declined', number: 1 })
  })

  const both = ['PARCEL-1', 'PARCEL-2']
  const delivered = (): Fact[] => [
    ...doorstep('kse', { policy: { refundLimit: TOTAL - 1 } }),
    ...paid,
    { type: 'handed-over', labels: both, of: 2, proof: 'pin', code: 'PIN' },
  ]

  test('small parts do not get round it', () => {
    const story = given(delivered()).when({ type: 'order-refund', amount: TOTAL - 1 })
    story.records({ type: 'refund-ordered', amount: TOTAL - 1, because: 'person' })
    story
      .when({ type: 'order-refund' })
      .answers({ outcome: 'requested', kind: 'refund' })
      .records({ type: 'refund-ordered', amount: 1, asked: true })
  })

  test('given back by hand before it is handed over, a parcel would go out for nothing', () => {
    for (const before of [dear(), [...doorstep('kse', { policy: { refundLimit: TOTAL } }), ...paid]])
      given(before)
        .when({ type: 'order-refund', amount: 1 })
        .answers({ outcome: 'requested', kind: 'refund' })
        .records({ type: 'refund-ordered', amount: 1, asked: true })
  })

  test('whoever cancelled cannot take the refund back that follows; whoever asked for one can', () => {
    const [cancelled, ordered] = asked()
    if (!cancelled || ordered?.type !== 'refund-ordered') throw new Error('nothing was ordered')
    const request = (because: 'cancelled' | 'person') => {
      const before = stateOf(dear(), cancelled)
      return openRequests(
        settle(before, { ...ordered, because }, NOW, { role: 'dispatcher', id: 'd1' }).after,
      )
    }
    expect(request('cancelled')).toMatchObject([{ askedBy: 'system', apart: ['d1'] }])
    expect(request('person')).toMatchObject([{ askedBy: 'd1', apart: ['d1'] }])
  })

  test('while one waits, nothing that a receipt of it needs is erased', () => {
    const over = stateOf(delivered())
    const done = { ...over, endedAt: T0 }
    const erase: Command = { type: 'erase', kinds: ['contact'] }
    const much = 1_000 * 24 * 3_600_000
    expect(decide(done, erase, T0 + much)).toMatchObject({ ok: true })
    const owed = decide(over, { type: 'order-refund' }, NOW)
    if (!owed.ok) throw new Error(owed.refusal)
    const open = { ...stateOf(delivered(), owed.facts), endedAt: T0 }
    expect(decide(open, erase, T0 + much)).toMatchObject({ ok: false, refusal: 'not-over' })
    // One that failed is settled at the provider as often as here, and keeps nobody's data for ever.
    const failed = stateOf(
      doorstep('kse'),
      paid,
      delivered().at(-1) as Fact,
      {
        type: 'refund-ordered',
        number: 1,
        payment: 1,
        amount: 1,
        currency: 'EUR',
        because: 'person',
        labels: [],
      },
      { type: 'refund-failed', number: 1, reason: 'charge_already_refunded' },
    )
    expect(decide({ ...failed, endedAt: T0 }, erase, T0 + much)).toMatchObject({ ok: true })
  })

  test('never more than was paid', () => {
    given(dear())
      .when({ type: 'order-refund', amount: TOTAL + 1 })
      .refuses('nothing-to-refund')
    const all = given(dear()).when({ type: 'order-refund' })
    all.when({ type: 'order-refund' }).refuses('nothing-to-refund')
    all.when({ type: 'cancel' }).records({ type: 'cancelled' })
    given(owes('kse')).when({ type: 'order-refund' }).refuses('nothing-to-refund')
  })
})

test('R30: a refund that the provider refused is an alert and can be tried again', () => {
  const order: Fact = {
    ...{ type: 'refund-ordered', number: 1, payment: 1, amount: TOTAL, currency: 'EUR' },
    ...{ because: 'cancelled', labels: [] },
  }
  const story = given(owes('kse'), paid, { type: 'cancelled' }, order)
  story.when({ type: 'note-refund-made', number: 1 }).records({ type: 'refund-made', number: 1 })
  const failed = story.when({ type: 'note-refund-failed', number: 1, reason: 'insufficient_funds' })
  failed.records({ type: 'refund-failed', number: 1, reason: 'insufficient_funds' })
  failed.when({ type: 'retry-refund' }).records({ type: 'refund-retried', number: 1 })
  story.when({ type: 'retry-refund' }).refuses('nothing-to-refund')
})
