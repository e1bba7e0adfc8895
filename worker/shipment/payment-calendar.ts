import type { Asked } from '../payments/provider.ts'
import { about, type Task } from './payment-tasks.ts'
import type { Store } from './store.ts'

/** When a provider is asked by itself, after the payment was begun; then every hour. A notice usually comes first. */
const ASK_AFTER_MS = [0.5, 2, 5, 10, 20, 40, 60].map((minutes) => minutes * 60_000)

/** The row of `retries` that a task has. */
const ROW = 'provider'

/** When the providers of one shipment's payments are asked next (R30). It outlives the process in `retries`. */
export class PaymentCalendar {
  readonly #store: Pick<Store, 'retries' | 'setRetry' | 'clearRetry'>
  readonly #now: () => number
  #patientUntil = 0

  constructor(store: Pick<Store, 'retries' | 'setRetry' | 'clearRetry'>, now: () => number) {
    this.#store = store
    this.#now = now
  }

  /** Until when a provider wants to be left alone, in ms. */
  get patientUntil(): number {
    return this.#patientUntil
  }

  /** Returns when a task is due, in ms. */
  dueOf(task: Task): number {
    const retry = this.#retryOf(task.cause, about(task))
    if (retry) return retry.due
    // Whoever begins a payment asks for it at once; the calendar is for when they were cut off.
    return task.cause === 'payment' ? task.payment.at + (ASK_AFTER_MS[0] ?? 0) : 0
  }

  /** Notes when to ask again about what a provider was just asked: less and less often, up to once an hour. */
  later(cause: Task['cause'], number: number, waitMs = 0): void {
    const tries = (this.#retryOf(cause, number)?.tries ?? 0) + 1
    const wait = ASK_AFTER_MS[Math.min(tries, ASK_AFTER_MS.length) - 1] ?? 0
    this.#store.setRetry(number, cause, ROW, tries, this.#now() + Math.max(wait, waitMs))
  }

  /** Notes that a task is due at a time, in ms, without counting that as a try. */
  askAt(task: Task, due: number): void {
    const tries = this.#retryOf(task.cause, about(task))?.tries ?? 0
    this.#store.setRetry(about(task), task.cause, ROW, tries, due)
  }

  /** Forgets a task that is done. */
  clear(task: Task): void {
    this.#store.clearRetry(about(task), task.cause, ROW)
  }

  /** Returns how long a provider asks to be left alone, in ms, and heeds that in what notices ask for too. */
  waitOf(found: Exclude<Asked<unknown>, { outcome: 'known' }>): number {
    const waitMs = found.outcome === 'retry' ? (found.waitMs ?? 0) : 0
    this.#patientUntil = Math.max(this.#patientUntil, this.#now() + waitMs)
    return waitMs
  }

  #retryOf(cause: Task['cause'], number: number) {
    return this.#store.retries().find((one) => one.cause === cause && one.about === number)
  }
}
