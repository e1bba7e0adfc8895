import type { PaymentProviderName } from '../../../worker/domain/terms.ts'
import type { Book, KeptPayment, KeptRefund } from './book.ts'
import { Modes } from './modes.ts'
import type { Notices } from './notices.ts'

/** What may become of a payment: by its payer, by time, or by the bank that gives money back. */
export const ACTIONS = ['card', 'sbp', 'decline', 'expire', 'refund-done', 'refund-failed'] as const
export type Action = (typeof ACTIONS)[number]

/** What `POST /payments/act` takes. */
export const ACT_FORM = `{ref: "the provider's number", action: "${ACTIONS.join('"|"')}"}`

/** A line of `GET /payments`, to compare sums with. */
export interface Sum {
  provider: PaymentProviderName
  ref: string
  shipment: string
  payment: number
  amount: number
  currency: string
  state: KeptPayment['state']
  refunded: number
}

/** Where both providers do their work: what is kept, how they behave, and what becomes of a payment. */
export class Desk {
  readonly modes = new Modes()
  readonly book: Book
  readonly #notices: Notices

  constructor(book: Book, notices: (desk: Desk) => Notices) {
    this.book = book
    this.#notices = notices(this)
  }

  /** Finds a payment as the provider shows it at present. */
  find(provider: PaymentProviderName, ref: string): KeptPayment | null {
    const found = this.book.payment(provider, ref)
    return found && this.shown(found)
  }

  /** Returns a payment as its provider shows it at present. */
  shown(payment: KeptPayment): KeptPayment {
    const other = this.modes.of(payment.provider).answers === 'other-amount'
    return other ? { ...payment, amount: payment.amount - 1 } : payment
  }

  /** Finds a payment at either provider, as its page and a person know it. */
  payment(ref: string): KeptPayment | null {
    return this.book.payment('stripe', ref) ?? this.book.payment('yookassa', ref)
  }

  /** Does to a payment what somebody chose. Returns false if that is not possible any more, or changes nothing. */
  act(ref: string, action: Action): boolean {
    const payment = this.payment(ref)
    if (!payment) return false
    if (action === 'refund-done' || action === 'refund-failed')
      return this.#settle(ref, action === 'refund-done' ? 'done' : 'failed')
    if (payment.state !== 'open') return false
    // At Stripe a declined card changes nothing, because the payer may try another; and there is no SBP.
    if (payment.provider === 'stripe' && (action === 'decline' || action === 'sbp')) return false
    const change: Pick<KeptPayment, 'state' | 'way' | 'reason'> =
      action === 'expire'
        ? { state: 'expired' }
        : action === 'decline'
          ? { state: 'failed', reason: 'insufficient_funds' }
          : { state: 'paid', way: action }
    const changed = { ...payment, ...change }
    this.book.keep({ payment: changed })
    this.#notices.ofPayment(changed)
    return true
  }

  /** How much of a payment can still be given back. */
  left({ ref, amount, state }: KeptPayment): number {
    const given = this.book.refunds(ref).filter((refund) => refund.state !== 'failed')
    return state === 'paid' ? given.reduce((left, refund) => left - refund.amount, amount) : 0
  }

  refunded(ref: string): number {
    const done = this.book.refunds(ref).filter(({ state }) => state === 'done')
    return done.reduce((all, { amount }) => all + amount, 0)
  }

  /** Gives back a part of a payment, as the provider's mode has it. */
  refund(given: Omit<KeptRefund, 'state' | 'at'>): KeptRefund {
    const refund: KeptRefund = { ...given, state: this.modes.of(given.provider).refunds, at: Date.now() }
    this.book.keep({ refund })
    this.#notices.ofRefund(refund)
    return refund
  }

  #settle(payment: string, state: 'done' | 'failed'): boolean {
    const open = this.book.refunds(payment).filter((refund) => refund.state === 'open')
    for (const refund of open) {
      const settled = { ...refund, state }
      this.book.keep({ refund: settled })
      this.#notices.ofRefund(settled)
    }
    return open.length > 0
  }

  sums(): Sum[] {
    return this.book.payments().map(({ provider, ref, metadata, amount, currency, state }) => ({
      ...{ provider, ref, shipment: metadata.shipment ?? '', payment: Number(metadata.payment) },
      ...{ amount, currency, state, refunded: this.refunded(ref) },
    }))
  }

  close(): void {
    this.#notices.close()
  }
}
