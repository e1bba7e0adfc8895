import { objectOf } from '../channels/json.ts'
import { codeOf, FOREIGN, known, type OwnError, UNREADABLE } from './answer.ts'
import { markOf } from './mark.ts'
import type { Asked, BookedPayment, FoundPayment, FoundRefund } from './provider.ts'
import { fromStripe } from './stripe-order.ts'

/** The states of a payment after which nothing comes any more, although its session is complete. */
const NOT_COMING = new Set(['requires_payment_method', 'canceled'])

export type Fields = Record<string, unknown>

/** Reads an error as Stripe words it (https://docs.stripe.com/api/errors), whatever the status is that comes with it. */
export function ownError({ error }: Fields): OwnError | null {
  if (typeof error !== 'object' || error === null) return null
  const { type, code } = objectOf(error)
  return { code: code ?? type, passing: type === 'api_error' }
}

/** Returns the rows of a list; null: it is none. */
export const rows = ({ data }: Fields): Fields[] | null => (Array.isArray(data) ? data.map(objectOf) : null)

/** Reads whose a session is, and its amount. */
function sumOf({ id, amount_total: total, currency }: Fields) {
  if (typeof id !== 'string' || typeof total !== 'number' || typeof currency !== 'string') return null
  const code = currency.toUpperCase()
  return { ref: id, amount: fromStripe(total, code), currency: code }
}

export function foundPayment(session: Fields): Asked<FoundPayment> {
  const sum = sumOf(session)
  const mark = markOf(session.metadata)
  if (!sum) return UNREADABLE
  if (!mark) return FOREIGN
  const { status, url, payment_status: paid } = session
  const intent = objectOf(session.payment_intent)
  if (paid === 'paid') return known({ ...mark, ...sum, state: 'paid' })
  if (status === 'expired') return known({ ...mark, ...sum, state: 'failed', code: 'stripe-expired' })
  if (status === 'complete' && NOT_COMING.has(String(intent.status))) {
    const { code } = objectOf(intent.last_payment_error)
    return known({ ...mark, ...sum, state: 'failed', code: codeOf('stripe', code ?? intent.status) })
  }
  if (status !== 'open' && status !== 'complete') return UNREADABLE
  return known({
    ...mark,
    ...sum,
    state: 'open',
    url: status === 'open' && typeof url === 'string' ? url : null,
  })
}

const REFUND_STATES: Record<string, FoundRefund['state']> = {
  pending: 'open',
  requires_action: 'open',
  succeeded: 'done',
  failed: 'failed',
  canceled: 'failed',
}

export function foundRefund({ id, status, failure_reason: reason }: Fields): Asked<FoundRefund> {
  const state = REFUND_STATES[String(status)]
  if (typeof id !== 'string' || !state) return UNREADABLE
  return known({ ref: id, state, ...(state === 'failed' && { code: codeOf('stripe', reason ?? status) }) })
}

export function booked(session: Fields): BookedPayment | null {
  const sum = sumOf(session)
  if (!sum || typeof session.created !== 'number') return null
  const { amount_refunded: refunded } = objectOf(objectOf(session.payment_intent).latest_charge)
  return {
    ...sum,
    mark: markOf(session.metadata),
    at: session.created * 1000,
    paid: session.payment_status === 'paid',
    refunded: typeof refunded === 'number' ? fromStripe(refunded, sum.currency) : 0,
  }
}
