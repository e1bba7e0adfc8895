import { createHmac, randomUUID } from 'node:crypto'
import type { PaymentProviderName } from '../../../worker/domain/terms.ts'
import { secretOr } from '../reports.ts'
import { createSender, type ReportCall } from '../sender.ts'
import type { KeptPayment, KeptRefund } from './book.ts'
import type { Desk } from './desk.ts'
import type { Mode } from './modes.ts'
import { sessionOf, stripeRefundOf, yookassaPaymentOf, yookassaRefundOf } from './objects.ts'

/** Where the providers tell what became of a payment, and what Stripe's webhook signs with. */
export interface PaymentOptions {
  publicUrl: string
  webhookSecret: string
  /** How long after a payment its notice comes, in ms. Half a second when absent. */
  soonMs?: number
}

export interface Notices {
  ofPayment(payment: KeptPayment): void
  ofRefund(refund: KeptRefund): void
  close(): void
}

const SOON_MS = 500

/** What a provider says. */
interface News {
  provider: PaymentProviderName
  event: string
  object: object
  /** An event of the same object that is outdated and says the contrary. */
  outdated: string
}

const STRIPE_EVENTS = {
  open: 'checkout.session.created',
  paid: 'checkout.session.completed',
  failed: 'checkout.session.async_payment_failed',
  expired: 'checkout.session.expired',
}
const YOOKASSA_EVENTS = {
  open: 'payment.waiting_for_capture',
  paid: 'payment.succeeded',
  failed: 'payment.canceled',
  expired: 'payment.canceled',
}
const STRIPE_REFUNDS = { open: 'refund.created', done: 'refund.updated', failed: 'refund.failed' }

/** Makes notices of what happens at the desk, and sends them by itself, if it is told where to. */
export function createNotices(options: PaymentOptions | undefined, desk: Desk): Notices {
  if (!options) return { ofPayment: () => {}, ofRefund: () => {}, close: () => {} }
  const { soonMs = SOON_MS } = options
  const sender = createSender(options.publicUrl, soonMs)

  function tell({ provider, event, object, outdated }: News): void {
    const mode = desk.modes.of(provider)
    const call = (name: string, genuine = true) =>
      CALLS[provider](name, genuine ? object : withOtherAmount(object), options as PaymentOptions, genuine)
    const now = () => call(event)
    const plans: Record<Mode['notices'], [afterMs: number, make: () => ReportCall][]> = {
      'on-time': [[soonMs, now]],
      late: [[mode.delayMs, now]],
      doubled: [
        [soonMs, now],
        [soonMs, now],
      ],
      lost: [],
      forged: [[soonMs, () => call(event, false)]],
      reversed: [
        [soonMs, now],
        [2 * soonMs, () => call(outdated)],
      ],
    }
    for (const [afterMs, make] of plans[mode.notices]) sender.send(afterMs, make)
  }

  return {
    ofPayment(payment) {
      const { provider, state } = payment
      const contrary = state === 'paid' ? 'expired' : 'paid'
      const [events, object] =
        provider === 'stripe'
          ? [STRIPE_EVENTS, sessionOf(desk, payment)]
          : [YOOKASSA_EVENTS, yookassaPaymentOf(desk, payment)]
      tell({ provider, event: events[state], object, outdated: events[contrary] })
    },
    ofRefund(refund) {
      const { provider, state, payment } = refund
      if (provider === 'stripe') {
        const outdated = STRIPE_REFUNDS[state === 'open' ? 'done' : 'open']
        return tell({ provider, event: STRIPE_REFUNDS[state], object: stripeRefundOf(refund), outdated })
      }
      // YooKassa says nothing of a refund but that it succeeded.
      if (state !== 'done') return
      const { currency = 'RUB' } = desk.payment(payment) ?? {}
      const event = 'refund.succeeded'
      tell({ provider, event, object: yookassaRefundOf(refund, currency), outdated: event })
    },
    close: () => sender.close(),
  }
}

/** Claims a hundred times as much as there is. */
function withOtherAmount(object: object): object {
  const { amount, amount_total: total } = object as { amount?: unknown; amount_total?: number }
  if (typeof amount === 'object') return { ...object, amount: { ...amount, value: '999999.00' } }
  return { ...object, ...(total === undefined ? { amount: 99_999_900 } : { amount_total: 99_999_900 }) }
}

type MakeCall = (event: string, object: object, options: PaymentOptions, genuine: boolean) => ReportCall

const CALLS: Record<PaymentProviderName, MakeCall> = {
  /** Signed as in https://docs.stripe.com/webhooks#verify-manually. */
  stripe(type, object, { publicUrl, webhookSecret }, genuine) {
    const time = Math.floor(Date.now() / 1000)
    const id = `evt_${randomUUID().replaceAll('-', '')}`
    const body = JSON.stringify({ id, object: 'event', created: time, type, data: { object } })
    const secret = secretOr(webhookSecret, genuine)
    const proof = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')
    const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${time},v1=${proof}` }
    return { url: `${publicUrl}/api/payments/stripe`, headers, body }
  },
  yookassa(event, object, { publicUrl }) {
    const body = JSON.stringify({ type: 'notification', event, object })
    return {
      url: `${publicUrl}/api/payments/yookassa`,
      headers: { 'content-type': 'application/json' },
      body,
    }
  },
}
