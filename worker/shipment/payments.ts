import type { Command } from '../domain/command.ts'
import { openPayment, paymentOf, unpaid } from '../domain/paid.ts'
import { type AskedPayment, type Refund, totalOf } from '../domain/payments.ts'
import { isOver } from '../domain/reading.ts'
import type { Shipment } from '../domain/state.ts'
import type { PayFrom, PaymentProviderName } from '../domain/terms.ts'
import type { Asked, FoundPayment, FoundRefund, PaymentProvider } from '../payments/provider.ts'
import { logPayment } from '../platform/log.ts'
import { PaymentCalendar } from './payment-calendar.ts'
import { paymentOrder, refundOrder } from './payment-orders.ts'
import { about, type Task, tasksOf } from './payment-tasks.ts'
import type { Store } from './store.ts'

/** A provider forgets the key of a call after a day. Later the same call could make a second payment or refund. */
const KEY_LIVES_MS = 20 * 3_600_000

/** What payments need from outside. Tests hand in plain objects. */
export interface PaymentDeps {
  providers: Partial<Record<PaymentProviderName, PaymentProvider>>
  publicUrl: string
  note(command: Command): unknown
  /** Alerts the dispatchers that a provider says something else of a payment than was asked for. */
  paymentDiffers(payment: number): Promise<void>
  now(): number
}

/** Anybody can send what looks like a notice, so a provider is asked no more often than this because of them. */
const NOTICE_GAP_MS = 1_000

/**
 * Follows the payments and refunds of one shipment at their providers (R30). Everything that was begun is on record
 * before a provider hears of it, and is repeated under the same key until the provider's answer is on record too, so
 * that the process may die anywhere between. A notice only makes it ask: what the provider then says is what counts.
 */
export class ShipmentPayments {
  readonly #id: string
  readonly #store: Store
  readonly #calendar: PaymentCalendar
  readonly #out: PaymentDeps
  /** When a notice last made it ask, in ms. */
  #askedAt = 0
  /** Where an open payment is paid, as its provider just said, so that no tapping and no script asks it more often. */
  readonly #addresses = new Map<number, { at: number; url: Promise<string | null> }>()

  constructor(id: string, store: Store, deps: PaymentDeps) {
    this.#id = id
    this.#store = store
    this.#calendar = new PaymentCalendar(store, deps.now)
    this.#out = deps
  }

  /** Returns when a provider has to be asked next, in ms. */
  dues(state: Shipment): number[] {
    if (!state.payments) return []
    return tasksOf(state, this.#out.now()).map((task) => this.#calendar.dueOf(task))
  }

  /** Does what is due. `state` returns the shipment as it is now. */
  async askDue(state: () => Shipment): Promise<void> {
    const now = this.#out.now()
    let broken: unknown = null
    for (const task of tasksOf(state(), now)) {
      if (this.#calendar.dueOf(task) > now) continue
      // One that cannot be asked about holds none of the others up.
      await this.#do(task, state).catch((error) => {
        broken = error
      })
    }
    if (broken !== null) throw broken
  }

  /** A provider says that something became of a payment: it is asked at once, whenever it would be due. */
  async takeNotice(number: number, state: () => Shipment): Promise<void> {
    const payment = paymentOf(state(), number)
    // Of what was given up before the provider had it there is nothing to tell.
    if (!payment || (payment.state === 'failed' && payment.ref === null)) return
    const now = this.#out.now()
    const soon = Math.max(this.#askedAt + NOTICE_GAP_MS, this.#calendar.patientUntil)
    if (now < soon) {
      // The alarm asks in its place.
      for (const task of tasksOf(state(), now))
        if (task.payment.number === number) this.#calendar.askAt(task, Math.max(now + NOTICE_GAP_MS, soon))
      return
    }
    this.#askedAt = now
    // A payment that was given up may have been paid after all.
    if (payment.state !== 'paid') await this.#do({ cause: 'payment', payment }, state)
    for (const task of tasksOf(state(), this.#out.now()))
      if (task.cause !== 'payment' && task.payment.number === number) await this.#do(task, state)
  }

  /**
   * Returns where the open payment of this side is paid. Null: nowhere, because the provider does not answer, or it
   * was paid or has failed meanwhile.
   */
  async addressOf(from: PayFrom, state: () => Shipment): Promise<string | null> {
    const payment = openPayment(state(), from)
    if (!payment) return null
    const now = this.#out.now()
    const known = this.#addresses.get(payment.number)
    if (known && now - known.at < NOTICE_GAP_MS) return known.url
    const url = this.#askAbout(payment, state, 'payment')
    this.#addresses.set(payment.number, { at: now, url })
    return url
  }

  async #do(task: Task, state: () => Shipment): Promise<void> {
    if (task.cause === 'refund') await this.#askForRefund(task.refund, task.payment, state)
    else await this.#askAbout(task.payment, state, task.cause)
    const still = tasksOf(state(), this.#out.now()).some(
      (one) => one.cause === task.cause && about(one) === about(task),
    )
    if (!still) this.#calendar.clear(task)
    // Whatever was left out above, a task that is not done is never due at once again: the alarm would ring without a pause.
    else if (this.#calendar.dueOf(task) <= this.#out.now()) this.#calendar.later(task.cause, about(task))
  }

  /** Asks about a payment, and makes it where it is not known that the provider has it. Returns its address. */
  async #askAbout(
    payment: AskedPayment,
    state: () => Shipment,
    cause: 'payment' | 'fiscal',
  ): Promise<string | null> {
    const provider = this.#out.providers[payment.provider]
    const { payments } = state()
    if (!payments) return null
    if (!provider) {
      // The account was taken out of the settings. A payment that nobody can be asked about is not awaited for ever.
      if (this.#tooOld(payment.at))
        this.#out.note({ type: 'note-payment-failed', number: payment.number, reason: 'no-provider' })
      return null
    }
    const found =
      payment.ref === null
        ? await provider.open(
            paymentOrder(this.#id, state(), payments, payment, this.#store, this.#out.publicUrl),
          )
        : await provider.find(payment.ref)
    if (found.outcome === 'known') return this.#learn(payment, found.value, provider, state)
    logPayment({ provider: payment.provider, outcome: found.outcome, code: found.code })
    // What a provider finally refuses is not asked about again; should it be paid all the same, a notice says so.
    const given = found.outcome === 'failed' || (payment.ref === null && this.#tooOld(payment.at))
    if (given && cause === 'payment')
      this.#out.note({ type: 'note-payment-failed', number: payment.number, reason: found.code })
    else this.#calendar.later(cause, payment.number, this.#calendar.waitOf(found))
    return null
  }

  async #learn(
    payment: AskedPayment,
    found: FoundPayment,
    provider: PaymentProvider,
    state: () => Shipment,
  ): Promise<string | null> {
    const { number } = payment
    const { ref, amount, currency } = found
    const { amounts } = state().payments ?? {}
    const asked = amounts && amount === totalOf(amounts) && currency === amounts.currency
    if (found.shipmentId !== this.#id || found.payment !== number || !asked) return this.#differs(number)
    if (payment.ref === null) this.#out.note({ type: 'note-payment-referred', number, ref })
    if (found.state === 'failed') {
      this.#out.note({ type: 'note-payment-failed', number, reason: found.code })
      return null
    }
    if (found.state === 'paid') {
      this.#out.note({ type: 'note-payment-received', number, ref, amount, currency })
      if (paymentOf(state(), number)?.state !== 'paid') return this.#differs(number)
      if (found.receipt) this.#out.note({ type: 'note-fiscal-receipt', number, receipt: found.receipt })
      else this.#calendar.later('fiscal', number)
      await this.#closeOpen(state())
      return null
    }
    // What nobody owes any more must not be paid. Where the provider cannot close it, it expires by itself.
    if (!unpaid(state()) || isOver(state())) await provider.close(ref)
    this.#calendar.later('payment', number)
    return found.url !== null && isWeb(found.url) ? found.url : null
  }

  /** Keeps what nobody owes any more from being paid too, as far as providers can close a payment. */
  async #closeOpen({ payments }: Shipment): Promise<void> {
    for (const { state, ref, provider } of payments?.asked ?? [])
      if (state === 'open' && ref !== null) await this.#out.providers[provider]?.close(ref)
  }

  async #differs(number: number): Promise<null> {
    logPayment({ outcome: 'differs' })
    this.#calendar.later('payment', number)
    await this.#out.paymentDiffers(number)
    return null
  }

  async #askForRefund(refund: Refund, payment: AskedPayment, state: () => Shipment): Promise<void> {
    const provider = this.#out.providers[payment.provider]
    const { payments } = state()
    const { number } = refund
    if (!payments) return
    if (!provider || payment.ref === null) {
      this.#out.note({ type: 'note-refund-failed', number, reason: 'no-provider' })
      return
    }
    const found =
      refund.ref === null
        ? await provider.refund(
            refundOrder(
              ...([this.#id, state(), payments, { ...payment, ref: payment.ref }, refund] as const),
              this.#store,
            ),
          )
        : await provider.findRefund(refund.ref)
    this.#learnRefund(refund, found)
  }

  #learnRefund(refund: Refund, found: Asked<FoundRefund>): void {
    const { number } = refund
    if (found.outcome !== 'known') {
      logPayment({ outcome: found.outcome, code: found.code })
      // Tried for longer it might go out twice, so a person looks into the provider's books first.
      const given = found.outcome === 'failed' || (refund.ref === null && this.#tooOld(refund.at))
      if (given) this.#out.note({ type: 'note-refund-failed', number, reason: found.code })
      else this.#calendar.later('refund', number, this.#calendar.waitOf(found))
      return
    }
    const { ref, state, code } = found.value
    if (refund.ref === null) this.#out.note({ type: 'note-refund-referred', number, ref })
    if (state === 'done') this.#out.note({ type: 'note-refund-made', number })
    else if (state === 'failed')
      this.#out.note({ type: 'note-refund-failed', number, reason: code ?? 'refused' })
    else this.#calendar.later('refund', number)
  }

  #tooOld(since: number): boolean {
    return this.#out.now() - since > KEY_LIVES_MS
  }
}

/** Whether an address is one that a browser may be sent to. */
const isWeb = (url: string): boolean => /^https?:$/.test(URL.parse(url)?.protocol ?? '')
