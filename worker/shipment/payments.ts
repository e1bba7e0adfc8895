import type { Command } from '../domain/command.ts'
import { openPayment, paymentOf, unpaid } from '../domain/paid.ts'
import type { AskedPayment, Refund } from '../domain/payments.ts'
import { isOver } from '../domain/reading.ts'
import type { Shipment } from '../domain/state.ts'
import type { PayFrom, PaymentProviderName } from '../domain/terms.ts'
import type { Asked, FoundPayment, FoundRefund, PaymentProvider } from '../payments/provider.ts'
import { logPayment } from '../platform/log.ts'
import { paymentOrder, refundOrder } from './payment-orders.ts'
import { about, type Task, tasksOf } from './payment-tasks.ts'
import type { Store } from './store.ts'

const MINUTE_MS = 60_000
/** When a provider is asked by itself, after the payment was begun; then every hour. A notice usually comes first. */
const ASK_AFTER_MS = [0.5, 2, 5, 10, 20, 40, 60].map((minutes) => minutes * MINUTE_MS)
/** A provider forgets the key of a call after a day. Later the same call could make a second payment or refund. */
const KEY_LIVES_MS = 20 * 60 * MINUTE_MS

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

/** The row of `retries` that a task has. */
const ROW = 'provider'

/**
 * Follows the payments and refunds of one shipment at their providers (R30). Everything that was begun is on record
 * before a provider hears of it, and is repeated under the same key until the provider's answer is on record too, so
 * that the process may die anywhere between. A notice only makes it ask: what the provider then says is what counts.
 */
export class ShipmentPayments {
  readonly #id: string
  readonly #store: Store
  readonly #out: PaymentDeps
  /** When a notice last made it ask, in ms. */
  #askedAt = 0

  constructor(id: string, store: Store, deps: PaymentDeps) {
    this.#id = id
    this.#store = store
    this.#out = deps
  }

  /** Returns when a provider has to be asked next, in ms. */
  dues(state: Shipment): number[] {
    if (!state.payments) return []
    const retries = this.#store.retries()
    return tasksOf(state, this.#out.now()).map((task) => this.#dueOf(task, retries))
  }

  #dueOf(task: Task, retries: ReturnType<Store['retries']>): number {
    const retry = retries.find(({ cause, about: of }) => cause === task.cause && of === about(task))
    if (retry) return retry.due
    // Whoever begins a payment asks for it at once; the calendar is for when they were cut off.
    return task.cause === 'payment' ? task.payment.at + (ASK_AFTER_MS[0] ?? 0) : 0
  }

  /** Does what is due. `state` returns the shipment as it is now. */
  async askDue(state: () => Shipment): Promise<void> {
    const now = this.#out.now()
    for (const task of tasksOf(state(), now))
      if (this.#dueOf(task, this.#store.retries()) <= now) await this.#do(task, state)
  }

  /** A provider says that something became of a payment: it is asked at once, whenever it would be due. */
  async takeNotice(number: number, state: () => Shipment): Promise<void> {
    const payment = paymentOf(state(), number)
    if (!payment) return
    const now = this.#out.now()
    if (now - this.#askedAt < NOTICE_GAP_MS) return this.#leaveToAlarm(number, state(), now)
    this.#askedAt = now
    // A payment that was given up may have been paid after all.
    if (payment.state !== 'paid') await this.#do({ cause: 'payment', payment }, state)
    for (const task of tasksOf(state(), this.#out.now()))
      if (task.cause !== 'payment' && task.payment.number === number) await this.#do(task, state)
  }

  /** Leaves a notice that came right after another one to the alarm. */
  #leaveToAlarm(number: number, state: Shipment, now: number): void {
    const retries = this.#store.retries()
    for (const task of tasksOf(state, now)) {
      if (task.payment.number !== number) continue
      const { cause } = task
      const tries = retries.find((one) => one.cause === cause && one.about === about(task))?.tries ?? 0
      this.#store.setRetry(about(task), cause, ROW, tries, now + NOTICE_GAP_MS)
    }
  }

  /**
   * Returns where the open payment of this side is paid. Null: nowhere, because the provider does not answer, or it
   * was paid or has failed meanwhile.
   */
  async addressOf(from: PayFrom, state: () => Shipment): Promise<string | null> {
    const payment = openPayment(state(), from)
    return payment && this.#askAbout(payment, state)
  }

  async #do(task: Task, state: () => Shipment): Promise<void> {
    if (task.cause === 'refund') await this.#askForRefund(task.refund, task.payment, state)
    else await this.#askAbout(task.payment, state)
    const still = tasksOf(state(), this.#out.now()).some(
      (one) => one.cause === task.cause && about(one) === about(task),
    )
    if (!still) this.#store.clearRetry(about(task), task.cause, ROW)
  }

  /** Asks about a payment, and makes it where it is not known that the provider has it. Returns its address. */
  async #askAbout(payment: AskedPayment, state: () => Shipment): Promise<string | null> {
    const provider = this.#out.providers[payment.provider]
    const { payments } = state()
    if (!provider || !payments) return this.#later('payment', payment.number)
    const found =
      payment.ref === null
        ? await provider.open(
            paymentOrder(this.#id, state(), payments, payment, this.#store, this.#out.publicUrl),
          )
        : await provider.find(payment.ref)
    if (found.outcome === 'known') return this.#learn(payment, found.value, provider, state)
    logPayment({ provider: payment.provider, outcome: found.outcome, code: found.code })
    const given = payment.ref === null && (found.outcome === 'failed' || this.#tooOld(payment.at))
    if (given) this.#out.note({ type: 'note-payment-failed', number: payment.number, reason: found.code })
    else this.#later('payment', payment.number, waitOf(found))
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
    if (found.shipmentId !== this.#id || found.payment !== number) return this.#differs(number)
    if (payment.ref === null) this.#out.note({ type: 'note-payment-referred', number, ref })
    if (found.state === 'failed') {
      this.#out.note({ type: 'note-payment-failed', number, reason: found.code })
      return null
    }
    if (found.state === 'paid') {
      this.#out.note({ type: 'note-payment-received', number, ref, amount, currency })
      if (paymentOf(state(), number)?.state !== 'paid') return this.#differs(number)
      if (found.receipt) this.#out.note({ type: 'note-fiscal-receipt', number, receipt: found.receipt })
      else this.#later('fiscal', number)
      await this.#closeOpen(state())
      return null
    }
    // What nobody owes any more must not be paid. Where the provider cannot close it, it expires by itself.
    if (!unpaid(state()) || isOver(state())) await provider.close(ref)
    this.#later('payment', number)
    return found.url
  }

  /** Keeps what nobody owes any more from being paid too, as far as providers can close a payment. */
  async #closeOpen({ payments }: Shipment): Promise<void> {
    for (const { state, ref, provider } of payments?.asked ?? [])
      if (state === 'open' && ref !== null) await this.#out.providers[provider]?.close(ref)
  }

  async #differs(number: number): Promise<null> {
    logPayment({ outcome: 'differs' })
    await this.#out.paymentDiffers(number)
    return this.#later('payment', number)
  }

  async #askForRefund(refund: Refund, payment: AskedPayment, state: () => Shipment): Promise<void> {
    const provider = this.#out.providers[payment.provider]
    const { payments } = state()
    const { number } = refund
    if (!provider || !payments || payment.ref === null) return void this.#later('refund', number)
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
      const given = refund.ref === null && (found.outcome === 'failed' || this.#tooOld(refund.at))
      if (given) this.#out.note({ type: 'note-refund-failed', number, reason: found.code })
      else this.#later('refund', number, waitOf(found))
      return
    }
    const { ref, state, code } = found.value
    if (refund.ref === null) this.#out.note({ type: 'note-refund-referred', number, ref })
    if (state === 'done') this.#out.note({ type: 'note-refund-made', number })
    else if (state === 'failed')
      this.#out.note({ type: 'note-refund-failed', number, reason: code ?? 'refused' })
    else this.#later('refund', number)
  }

  #tooOld(since: number): boolean {
    return this.#out.now() - since > KEY_LIVES_MS
  }

  /** Notes when a provider is asked again. */
  #later(cause: Task['cause'], number: number, waitMs = 0): null {
    const before = this.#store.retries().find((one) => one.cause === cause && one.about === number)
    const tries = (before?.tries ?? 0) + 1
    const wait = ASK_AFTER_MS[Math.min(tries, ASK_AFTER_MS.length) - 1] ?? 0
    this.#store.setRetry(number, cause, ROW, tries, this.#out.now() + Math.max(wait, waitMs))
    return null
  }
}

/** Returns how long a provider asks to be left alone, in ms. */
const waitOf = (found: Exclude<Asked<unknown>, { outcome: 'known' }>): number =>
  found.outcome === 'retry' ? (found.waitMs ?? 0) : 0
