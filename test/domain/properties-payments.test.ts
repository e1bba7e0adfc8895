import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command } from '../../worker/domain/command.ts'
import { decide } from '../../worker/domain/decide.ts'
import { settle } from '../../worker/domain/history.ts'
import { paidBy, unpaid } from '../../worker/domain/paid.ts'
import { type Amounts, totalOf } from '../../worker/domain/payments.ts'
import { openRequests } from '../../worker/domain/request.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import { announced, LABELS, T0 } from './given.ts'
import { shipments } from './histories.ts'
import { walks } from './life-steps.ts'
import type { Step } from './random-calls.ts'

/** A provider as the shipment knows it: it takes money, gives it back, and is asked late, twice or not at all. */
class Provider {
  readonly payments = new Map<string, { number: number; state: 'open' | 'paid' | 'failed' }>()
  readonly refunds = new Map<string, { payment: string; amount: number }>()
  readonly #total: number
  constructor(total: number) {
    this.#total = total
  }
  get kept(): number {
    const paid = [...this.payments.values()].filter(({ state }) => state === 'paid').length * this.#total
    return paid - [...this.refunds.values()].reduce((all, { amount }) => all + amount, 0)
  }
}

/** Returns what is done beside the delivery: by payers, by the provider, and by whoever asks it. */
const acts = (provider: Provider, n: number): ((before: Shipment) => Command | null)[] => [
  () => ({ type: 'open-payment', from: n % 3 === 0 ? 'door' : 'page', provider: 'stripe' }),
  ({ payments }) => {
    const asked = payments?.asked.find(({ ref }) => ref === null)
    if (!asked) return null
    const ref = `ref-${asked.number}`
    provider.payments.set(ref, { number: asked.number, state: 'open' })
    return { type: 'note-payment-referred', number: asked.number, ref }
  },
  () => {
    const all = [...provider.payments.values()].filter(({ state }) => state === 'open')
    const one = all[n % Math.max(1, all.length)]
    if (one) one.state = n % 5 === 0 ? 'failed' : 'paid'
    return null
  },
  // The provider is asked about any payment, at any time, or somebody pretends to have asked it.
  ({ payments }) => {
    const [ref = '', one] = [...provider.payments][n % Math.max(1, provider.payments.size)] ?? []
    if (!one || !payments) return null
    const forged = n % 7 === 0
    const { currency } = payments.amounts
    if (one.state === 'paid' || forged)
      return {
        ...{
          type: 'note-payment-received',
          number: one.number,
          ref,
          currency: n % 14 === 0 ? 'XXX' : currency,
        },
        amount: totalOf(payments.amounts) - (forged && n % 14 !== 0 ? 1 : 0),
      }
    return one.state === 'failed'
      ? { type: 'note-payment-failed', number: one.number, reason: 'expired' }
      : null
  },
  ({ payments }) => {
    const refund = payments?.refunds.find(({ state }) => state === 'owed')
    if (!refund) return null
    if (n % 6 === 0) return { type: 'note-refund-failed', number: refund.number, reason: 'busy' }
    // The same key twice is one refund.
    provider.refunds.set(`${refund.number}`, { payment: `ref-${refund.payment}`, amount: refund.amount })
    return { type: 'note-refund-made', number: refund.number }
  },
  () => ({ type: 'retry-refund' }),
  () => (n % 9 === 0 ? { type: 'order-refund', ...(n % 2 === 0 && { amount: 1 + (n % 700) }) } : null),
  (before) => {
    const [request] = openRequests(before).filter(({ kind }) => kind === 'refund')
    if (!request) return null
    const decision = n % 8 === 0 ? 'decline' : 'agree'
    const who = { by: 'd2', independentOf: request.apart, operator: false, same: true }
    return { type: 'decide-request', kind: 'refund', seq: request.seq, decision, ...who }
  },
]

const amounts: fc.Arbitrary<Amounts> = fc.record({
  currency: fc.constantFrom('EUR', 'RUB'),
  delivery: fc.constantFrom(0, 300),
  goods: fc.array(
    fc.record({ amount: fc.integer({ min: 1, max: 5_000 }), label: fc.constantFrom(null, ...LABELS) }),
    { minLength: 1, maxLength: 4 },
  ),
})

test('R30: no parcel is released unpaid, none that was returned stays paid, and all sums are the provider’s', () => {
  const seen = { released: 0, returned: 0, twice: 0, late: 0, part: 0, asked: 0 }
  fc.assert(
    fc.property(
      shipments,
      amounts,
      fc.constantFrom(0, 1_000, 500_000),
      fc.array(
        fc.record({
          step: walks,
          n: fc.nat(10_000),
          money: fc.nat(2),
          gap: fc.constantFrom(1_000, 3_600_000),
        }),
        {
          minLength: 20,
          maxLength: 60,
          size: 'max',
        },
      ),
      (shipment, due, refundLimit, script) => {
        const [profile, policy] = shipment.policy
        const first = announced(profile, { ...shipment, policy: { ...policy, payment: 'both', refundLimit } })
        const goods = due.goods.map((line) => ({
          ...line,
          label: line.label !== null && first.labels.includes(line.label) ? line.label : null,
        }))
        const provider = new Provider(totalOf({ ...due, goods }))
        let state = settle(null, { ...first, amounts: { ...due, goods } }, T0).after
        let now = T0
        const carryOut = (command: Command | null): void => {
          if (!command) return
          const before = state
          const decision = decide(before, command, now)
          if (!decision.ok) return
          for (const fact of decision.facts) {
            if (fact.type === 'handed-over') {
              expect(unpaid(before)).toBe(false)
              seen.released++
            }
            if (fact.type === 'payment-received' && fact.surplus) seen[fact.surplus]++
            if (fact.type === 'refund-ordered' && fact.asked) seen.asked++
            state = settle(state, fact, now).after
          }
        }
        const matches: Parameters<Step>[1] = (right) => () => {
          expect(unpaid(state)).toBe(false)
          return right
        }
        for (const { step, n, money, gap } of script) {
          now += gap
          carryOut(step(state, matches))
          const all = acts(provider, n)
          for (let i = 0; i <= money; i++) carryOut(all[(n + i) % all.length]?.(state) ?? null)
        }
        // Everything that is underway comes to its end: the provider is asked, refunds are made, requests agreed to.
        for (let i = 0; i < 30; i++)
          for (const act of acts(provider, 7 * i + 1)) if (i % 3 !== 1) carryOut(act(state))
        for (const [ref, one] of provider.payments)
          if (one.state === 'paid')
            carryOut({
              ...{ type: 'note-payment-received', number: one.number, ref },
              ...{ amount: totalOf(state.payments?.amounts as Amounts), currency: due.currency },
            })
        for (let i = 1; i < 40; i++) {
          for (const request of openRequests(state).filter(({ kind }) => kind === 'refund'))
            carryOut({
              ...{ type: 'decide-request', kind: 'refund', seq: request.seq, decision: 'agree', by: 'd2' },
              ...{ independentOf: request.apart, operator: false, same: true },
            })
          carryOut({ type: 'retry-refund' })
          carryOut(acts(provider, 8 * i + 1)[4]?.(state) ?? null)
        }
        const refunds = state.payments?.refunds ?? []
        expect(refunds.filter(({ state: is }) => is !== 'done' && is !== 'declined')).toEqual([])
        const paid = state.payments?.asked.filter(({ state: is }) => is === 'paid') ?? []
        const made = refunds.filter(({ state: is }) => is === 'done')
        const total = totalOf(state.payments?.amounts as Amounts)
        const back = made.reduce((all, { amount }) => all + amount, 0)
        expect(provider.kept).toBe(paid.length * total - back)
        for (const { number, surplus } of paid) {
          const of = made.filter(({ payment }) => payment === number)
          const sum = of.reduce((all, { amount }) => all + amount, 0)
          expect(sum).toBeLessThanOrEqual(total)
          if (surplus) expect(sum).toBe(total)
        }
        const nobodyDeclined = refunds.every(({ state: is }) => is !== 'declined')
        const gone = state.parcels.every(({ place }) => place === 'sender') || state.phase === 'cancelled'
        if (gone && nobodyDeclined && paid.length > 0) {
          expect(provider.kept).toBe(0)
          seen.returned++
        }
        const counted = paidBy(state)
        for (const { label, place } of state.parcels) {
          if (place !== 'sender' || !counted || !nobodyDeclined || gone) continue
          seen.part++
          const by = made.filter(({ labels }) => labels.includes(label))
          const price = goods
            .filter((line) => line.label === label)
            .reduce((all, { amount }) => all + amount, 0)
          const byHand = made.some(({ because }) => because === 'person')
          if (price > 0 && !byHand)
            expect(by.reduce((all, { amount }) => all + amount, 0)).toBeGreaterThanOrEqual(price)
        }
      },
    ),
    { numRuns: 3_000 },
  )
  // The property must have met what it is about.
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(5)
})
