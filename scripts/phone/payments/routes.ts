import type { PaymentProviderName } from '../../../worker/domain/terms.ts'
import type { Gateway } from '../gateway.ts'
import * as stripe from './stripe.ts'
import * as yookassa from './yookassa.ts'

const DOWN = {
  stripe: { error: { type: 'api_error', message: 'down' } },
  yookassa: { type: 'error', code: 'internal_server_error', description: 'down' },
}

/** Answers as the provider's mode has it. */
const as =
  (provider: PaymentProviderName, gateway: Gateway): Gateway =>
  (call, at) => {
    const { modes } = at.payments
    const { answers, delayMs } = modes.of(provider)
    if (answers === 'on-time' || answers === 'other-amount') return gateway(call, at)
    modes.turnedAway++
    if (answers === 'down') return { status: 500, body: DOWN[provider] }
    const answer = gateway(call, at)
    return answers === 'slow' ? { ...answer, delayMs } : { ...answer, unheard: answers }
  }

const STRIPE: [call: RegExp, gateway: Gateway][] = [
  [/^POST \/stripe\/v1\/checkout\/sessions$/, stripe.stripeCreate],
  [/^GET \/stripe\/v1\/checkout\/sessions$/, stripe.stripeList],
  [/^GET \/stripe\/v1\/checkout\/sessions\/(\w+)$/, stripe.stripeFind],
  [/^POST \/stripe\/v1\/checkout\/sessions\/(\w+)\/expire$/, stripe.stripeExpire],
  [/^POST \/stripe\/v1\/refunds$/, stripe.stripeRefund],
  [/^GET \/stripe\/v1\/refunds$/, stripe.stripeRefunds],
  [/^GET \/stripe\/v1\/refunds\/(\w+)$/, stripe.stripeRefundFind],
]
const YOOKASSA: [call: RegExp, gateway: Gateway][] = [
  [/^POST \/yookassa\/v3\/payments$/, yookassa.yookassaCreate],
  [/^GET \/yookassa\/v3\/payments$/, yookassa.yookassaList],
  [/^GET \/yookassa\/v3\/payments\/([\w-]+)$/, yookassa.yookassaFind],
  [/^POST \/yookassa\/v3\/payments\/([\w-]+)\/cancel$/, yookassa.yookassaCancel],
  [/^POST \/yookassa\/v3\/refunds$/, yookassa.yookassaRefund],
  [/^GET \/yookassa\/v3\/refunds$/, yookassa.yookassaRefunds],
  [/^GET \/yookassa\/v3\/refunds\/([\w-]+)$/, yookassa.yookassaRefundFind],
  [/^GET \/yookassa\/v3\/receipts$/, yookassa.yookassaReceipts],
]

/** The calls of both providers. */
export const PAYMENT_ROUTES: [call: RegExp, gateway: Gateway][] = [
  ...STRIPE.map(([call, gateway]): [RegExp, Gateway] => [call, as('stripe', gateway)]),
  ...YOOKASSA.map(([call, gateway]): [RegExp, Gateway] => [call, as('yookassa', gateway)]),
]
