import { describe, expect, test } from 'vitest'
import type { Command } from '../../worker/domain/command.ts'
import { decide } from '../../worker/domain/decide.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import { paidBy, unpaid } from '../../worker/domain/paid.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import type { Asked, FoundPayment, PaymentProvider } from '../../worker/payments/provider.ts'
import { ShipmentPayments } from '../../worker/shipment/payments.ts'
import type { Store } from '../../worker/shipment/store.ts'
import { announced, T0 } from '../domain/given.ts'

const MINUTE = 60_000
const AMOUNT = 1_000
const DOWN = { outcome: 'retry', code: 'http-503' } as const

/** The process was killed: nothing after this happens in it. */
class Killed extends Error {}

/** What a provider keeps: one payment a key, and one refund a key. */
function providerFor(kill: () => void) {
  const payments = new Map<string, { ref: string; number: number; state: 'open' | 'paid' | 'failed' }>()
  const refunds = new Map<string, { ref: string; amount: number }>()
  const is = {
    ...{ down: false, pending: false, refuses: false, fiscal: true, refusesToTell: false },
    ...{ amount: AMOUNT, waitMs: 0, asked: 0 },
  }
  const shown = ({ ref, number, state }: { ref: string; number: number; state: string }): FoundPayment =>
    ({
      ...{ shipmentId: 's1', payment: number, ref, amount: is.amount, currency: 'RUB' },
      ...(state === 'paid'
        ? { state, ...(is.fiscal && { receipt: 'FD-1' }) }
        : state === 'failed'
          ? { state, code: 'expired' }
          : { state: 'open', url: `https://pay.example/${ref}` }),
    }) as FoundPayment
  const answer = <T>(act: () => T): Promise<Asked<T>> => {
    is.asked++
    kill()
    if (is.down) return Promise.resolve({ ...DOWN, ...(is.waitMs && { waitMs: is.waitMs }) })
    if (is.refusesToTell) return Promise.resolve({ outcome: 'failed', code: 'invalid_api_key' })
    const value = act()
    // The provider has done it, and the answer may find nobody.
    kill()
    return Promise.resolve({ outcome: 'known', value })
  }
  const provider: PaymentProvider = {
    name: 'yookassa',
    open: ({ key, payment }) =>
      answer(() => {
        const known = payments.get(key) ?? {
          ref: `p-${payments.size + 1}`,
          number: payment,
          state: 'open' as const,
        }
        payments.set(key, known)
        return shown(known)
      }),
    find: (ref) =>
      answer(() =>
        shown([...payments.values()].find((one) => one.ref === ref) ?? { ref, number: 0, state: 'open' }),
      ),
    refund: ({ key, amount }) =>
      answer(() => {
        if (is.refuses) return { ref: 'r-x', state: 'failed' as const, code: 'insufficient_funds' }
        const known = refunds.get(key) ?? { ref: `r-${refunds.size + 1}`, amount }
        refunds.set(key, known)
        return { ref: known.ref, state: is.pending ? ('open' as const) : ('done' as const) }
      }),
    findRefund: (ref) => answer(() => ({ ref, state: is.pending ? ('open' as const) : ('done' as const) })),
    close: async () => {},
    readNotice: async () => null,
    list: async () => DOWN,
  }
  return { provider, payments, refunds, is }
}

/** A shipment that wants 10 RUB, with a provider; `killAt` is the step at which the process dies once. */
function scene(killAt = Number.POSITIVE_INFINITY) {
  let step = 0
  const kill = () => {
    if (step++ === killAt) throw new Killed()
  }
  const desk = providerFor(kill)
  let now = T0
  let retries: { about: number; cause: string; channel: string; tries: number; due: number }[] = []
  const drop = (about: number, cause: string) => {
    retries = retries.filter((one) => one.about !== about || one.cause !== cause)
  }
  const store = {
    retries: () => retries,
    setRetry: (about: number, cause: string, channel: string, tries: number, due: number) => {
      drop(about, cause)
      retries.push({ about, cause, channel, tries, due })
    },
    clearRetry: drop,
    personalData: { recipient: () => ({ phone: '+79160000001' }), of: () => null },
  } as unknown as Store
  const first: Fact = {
    ...announced('kse', { policy: { payment: 'both' } }),
    amounts: { currency: 'RUB', delivery: AMOUNT, goods: [] },
  }
  let state = settle(null, first, T0).after
  const differed: number[] = []
  const providers: { yookassa?: PaymentProvider } = { yookassa: desk.provider }
  const urls: (string | null)[] = []
  let rings = 0
  const carryOut = (command: Command): void => {
    kill()
    const decision = decide(state, command, now)
    if (!decision.ok) return
    for (const fact of decision.facts) state = settle(state, fact, now).after
    kill()
  }
  const start = () =>
    new ShipmentPayments('s1', store, {
      providers,
      publicUrl: 'https://sesame.example',
      note: carryOut,
      paymentDiffers: async (payment) => void differed.push(payment),
      now: () => now,
    })
  let payments = start()
  /** Runs something in a process that may die of it; then another process takes over. */
  const alive = async (run: () => Promise<unknown> | unknown): Promise<void> => {
    try {
      await run()
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      payments = start()
    }
  }
  const here = (): Shipment => state
  return {
    ...desk,
    here,
    differed,
    providers,
    urls,
    get rings() {
      return rings
    },
    do: (command: Command) => alive(() => carryOut(command)),
    pay: () =>
      alive(async () => {
        carryOut({ type: 'open-payment', from: 'page', provider: 'yookassa' })
        urls.push(await payments.addressOf('page', here))
      }),
    notice: (number = 1) => alive(() => payments.takeNotice(number, here)),
    /** Lets time pass, and the alarm ring whenever it is due. */
    async pass(ms: number) {
      for (const until = now + ms; ; ) {
        const due = Math.min(...payments.dues(state), Number.POSITIVE_INFINITY)
        if (due > until) {
          now = until
          return
        }
        now = Math.max(now, due) + 1
        rings++
        await alive(() => payments.askDue(here))
      }
    },
    payer: (number = 1) => {
      for (const one of desk.payments.values()) if (one.number === number) one.state = 'paid'
    },
    get steps() {
      return step
    },
  }
}

/** Somebody pays, nobody says so, and the parcel is cancelled afterwards. */
async function story(killAt?: number) {
  const it = scene(killAt)
  await it.pay()
  // Whoever met a dead process taps again.
  await it.pay()
  await it.pass(MINUTE)
  it.payer()
  await it.pass(3 * 60 * MINUTE)
  expect(unpaid(it.here())).toBe(false)
  await it.do({ type: 'cancel' })
  await it.do({ type: 'cancel' })
  await it.pass(3 * 60 * MINUTE)
  return it
}

test('R30: a notice that was lost is found by asking, and a cancelled shipment’s payment goes back', async () => {
  const it = await story()
  expect([...it.refunds.values()]).toEqual([{ ref: 'r-1', amount: AMOUNT }])
  expect(it.here().payments).toMatchObject({
    asked: [{ state: 'paid', ref: 'p-1', receipt: 'FD-1' }],
    refunds: [{ state: 'done', ref: 'r-1', because: 'cancelled' }],
  })
})

test('R30: killed between any two steps, it is paid once, refunded once, and both sides agree', async () => {
  const { steps } = await story()
  expect(steps).toBeGreaterThan(12)
  for (let killAt = 0; killAt < steps; killAt++) {
    const it = await story(killAt)
    expect(it.payments.size, `killed at ${killAt}`).toBe(1)
    expect([...it.refunds.values()], `killed at ${killAt}`).toEqual([{ ref: 'r-1', amount: AMOUNT }])
    expect(it.here().payments?.refunds, `killed at ${killAt}`).toMatchObject([
      { state: 'done', amount: AMOUNT },
    ])
    expect(paidBy(it.here()), `killed at ${killAt}`).toMatchObject({ ref: 'p-1' })
  }
})

test('R30: a provider that is down for an hour is asked less and less often, and everything comes right', async () => {
  const it = scene()
  it.is.down = true
  await it.pay()
  await it.pass(60 * MINUTE)
  expect(it.is.asked).toBeLessThan(9)
  it.is.down = false
  await it.pass(60 * MINUTE)
  expect(it.payments.size).toBe(1)
  it.payer()
  it.is.down = true
  await it.notice()
  expect(unpaid(it.here())).toBe(true)
  it.is.down = false
  await it.pass(60 * MINUTE)
  expect(unpaid(it.here())).toBe(false)
  it.is.down = true
  await it.do({ type: 'cancel' })
  await it.pass(60 * MINUTE)
  it.is.down = false
  await it.pass(60 * MINUTE)
  expect(it.here().payments?.refunds).toMatchObject([{ state: 'done' }])
})

describe('R30: what is not sure is not repeated after a provider has forgotten the key', () => {
  test('an unanswered payment is given up, and asked for anew', async () => {
    const it = scene()
    it.is.down = true
    await it.pay()
    await it.pass(24 * 60 * MINUTE)
    expect(it.here().payments?.asked).toMatchObject([{ state: 'failed' }])
    it.is.down = false
    await it.pay()
    expect(it.here().payments?.asked).toMatchObject([{ state: 'failed' }, { state: 'open', ref: 'p-1' }])
  })

  test('an unanswered refund is a dispatcher’s', async () => {
    const it = scene()
    await it.pay()
    it.payer()
    await it.notice()
    it.is.down = true
    await it.do({ type: 'cancel' })
    await it.pass(24 * 60 * MINUTE)
    expect(it.here().payments?.refunds).toMatchObject([{ state: 'failed' }])
    const asked = it.is.asked
    await it.pass(24 * 60 * MINUTE)
    expect(it.is.asked).toBe(asked)
    it.is.down = false
    await it.do({ type: 'retry-refund' })
    await it.pass(MINUTE)
    expect([...it.refunds.keys()]).toEqual(['s1-r1-1'])
    expect(it.here().payments?.refunds).toMatchObject([{ state: 'done' }])
  })
})

test('R30: money that is still underway is asked about by its number, and never sent again', async () => {
  const it = scene()
  await it.pay()
  it.payer()
  await it.notice()
  it.is.pending = true
  await it.do({ type: 'cancel' })
  await it.pass(48 * 60 * MINUTE)
  expect(it.here().payments?.refunds).toMatchObject([{ state: 'owed', ref: 'r-1' }])
  it.is.pending = false
  await it.pass(60 * MINUTE)
  expect(it.here().payments?.refunds).toMatchObject([{ state: 'done' }])
  expect(it.refunds.size).toBe(1)
})

test('R30: a payment that arrives after the end goes back by itself', async () => {
  const it = scene()
  await it.pay()
  await it.do({ type: 'cancel' })
  it.payer()
  await it.pass(60 * MINUTE)
  expect(it.here().payments).toMatchObject({
    asked: [{ state: 'paid', surplus: 'late' }],
    refunds: [{ state: 'done', because: 'late', amount: AMOUNT }],
  })
})

test('R30: one that expired is asked about no more, unless a notice comes', async () => {
  const it = scene()
  await it.pay()
  for (const one of it.payments.values()) one.state = 'failed'
  await it.pass(2 * 60 * MINUTE)
  const { asked } = it.is
  await it.pass(48 * 60 * MINUTE)
  expect(it.is.asked).toBe(asked)
  it.payer()
  await it.notice()
  expect(unpaid(it.here())).toBe(false)
})

test('R30: a refund that the provider refuses is asked for once, and again when somebody says so', async () => {
  const it = scene()
  await it.pay()
  it.payer()
  await it.notice()
  it.is.refuses = true
  await it.do({ type: 'cancel' })
  await it.pass(24 * 60 * MINUTE)
  expect(it.here().payments?.refunds).toMatchObject([{ state: 'failed' }])
  it.is.refuses = false
  await it.do({ type: 'retry-refund' })
  await it.pass(MINUTE)
  expect(it.here().payments?.refunds).toMatchObject([{ state: 'done', retried: 1 }])
})

test('R30: a storm of notices asks the provider once a second, and the last one is heeded', async () => {
  const it = scene()
  await it.pay()
  await it.pass(2_000)
  const { asked } = it.is
  for (let n = 0; n < 50; n++) await it.notice()
  expect(it.is.asked).toBe(asked + 1)
  it.payer()
  await it.notice()
  expect(unpaid(it.here())).toBe(true)
  await it.pass(1_001)
  expect(unpaid(it.here())).toBe(false)
})

describe('R30: whatever a provider answers, the alarm rings less and less often', () => {
  /** Paid, with its fiscal receipt still to come. */
  async function unreceipted() {
    const it = scene()
    await it.pay()
    it.payer()
    it.is.fiscal = false
    await it.notice()
    expect(unpaid(it.here())).toBe(false)
    return it
  }
  /** How often it rings within a day. */
  async function ringsADay(it: Awaited<ReturnType<typeof unreceipted>>) {
    const before = it.rings
    await it.pass(24 * 60 * MINUTE)
    return it.rings - before
  }

  test('a receipt that does not come, from one that answers, is down, or refuses', async () => {
    for (const state of [{}, { down: true }, { refusesToTell: true }]) {
      const it = await unreceipted()
      Object.assign(it.is, state)
      expect(await ringsADay(it), JSON.stringify(state)).toBeLessThan(40)
      expect(paidBy(it.here())).toMatchObject({ state: 'paid' })
    }
  })

  test('a payment or a refund whose account was taken out of the settings', async () => {
    const it = await unreceipted()
    delete it.providers.yookassa
    expect(await ringsADay(it)).toBeLessThan(40)
    await it.do({ type: 'cancel' })
    expect(await ringsADay(it)).toBeLessThan(40)
    expect(it.here().payments?.refunds).toMatchObject([{ state: 'failed' }])
    const open = scene()
    await open.pay()
    delete open.providers.yookassa
    expect(await ringsADay(open)).toBeLessThan(40)
    expect(open.here().payments?.asked).toMatchObject([{ state: 'failed' }])
  })

  test('a payment that it refuses to tell about is given up, and heard of by a notice', async () => {
    const it = scene()
    await it.pay()
    it.is.refusesToTell = true
    await it.pass(60 * MINUTE)
    expect(it.here().payments?.asked).toMatchObject([{ state: 'failed', ref: 'p-1' }])
    it.is.refusesToTell = false
    it.payer()
    await it.notice()
    expect(unpaid(it.here())).toBe(false)
  })
})

test('R30: another amount than was asked for is paid nowhere, and an alert', async () => {
  const it = scene()
  it.is.amount = AMOUNT - 1
  await it.pay()
  expect(it.urls).toEqual([null])
  expect(it.differed).toEqual([1])
})

test('R30: a provider is asked where to pay once a second, however often somebody taps', async () => {
  const it = scene()
  for (let n = 0; n < 20; n++) await it.pay()
  expect(it.is.asked).toBe(1)
  expect(new Set(it.urls)).toEqual(new Set(['https://pay.example/p-1']))
  await it.pass(1_001)
  await it.pay()
  expect(it.is.asked).toBe(2)
})

test('R30: one that wants to be left alone is left alone, whatever notices come', async () => {
  const it = scene()
  await it.pay()
  Object.assign(it.is, { down: true, waitMs: 10 * MINUTE })
  await it.pass(31_000)
  const { asked } = it.is
  for (let n = 0; n < 20; n++) {
    await it.pass(20_000)
    await it.notice()
  }
  expect(it.is.asked).toBe(asked)
  it.is.down = false
  it.payer()
  await it.pass(10 * MINUTE)
  expect(unpaid(it.here())).toBe(false)
})
