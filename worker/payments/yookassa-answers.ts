import { objectOf } from '../channels/json.ts'
import { fromDecimal } from '../domain/money.ts'
import { codeOf, FOREIGN, known, type OwnError, UNREADABLE } from './answer.ts'
import { markOf } from './mark.ts'
import type { Asked, BookedPayment, FoundPayment, FoundRefund } from './provider.ts'

/** Faults of the account or of the moment, whatever status they come with. */
const PASSING = new Set([
  'invalid_credentials',
  'forbidden',
  'too_many_requests',
  'internal_server_error',
  'processing',
])

export type Fields = Record<string, unknown>

/** Reads an error as YooKassa words it, whatever the status is that comes with it. */
export function ownError({ type, code, parameter }: Fields): OwnError | null {
  if (type === 'processing') return { code: type, passing: true }
  if (type !== 'error') return null
  const where = typeof parameter === 'string' && /^[\w.-]{1,40}$/.test(parameter) ? `.${parameter}` : ''
  return { code: typeof code === 'string' ? code + where : code, passing: PASSING.has(String(code)) }
}

/** Returns the rows of a list; null: it is none. */
export const rows = ({ items }: Fields): Fields[] | null =>
  Array.isArray(items) ? items.map(objectOf) : null

/** Reads an amount in minor units, with its currency. */
function amountOf(value: unknown): { amount: number; currency: string } | null {
  const { value: text, currency } = objectOf(value)
  if (typeof text !== 'string' || typeof currency !== 'string') return null
  const amount = fromDecimal(text, currency)
  return amount === null ? null : { amount, currency }
}

const reasonOf = ({ cancellation_details: details }: Fields): string =>
  codeOf('yookassa', objectOf(details).reason)

export function foundPayment(payment: Fields): Asked<FoundPayment> {
  const { id, status, confirmation } = payment
  const sum = amountOf(payment.amount)
  const mark = markOf(payment.metadata)
  if (typeof id !== 'string' || !sum) return UNREADABLE
  if (!mark) return FOREIGN
  const found = { ...mark, ref: id, ...sum }
  const url = objectOf(confirmation).confirmation_url
  if (status === 'succeeded') return known({ ...found, state: 'paid' })
  if (status === 'canceled') return known({ ...found, state: 'failed', code: reasonOf(payment) })
  if (status === 'waiting_for_capture') return known({ ...found, state: 'open', url: null })
  if (status !== 'pending') return UNREADABLE
  return known({ ...found, state: 'open', url: typeof url === 'string' ? url : null })
}

const REFUND_STATES: Record<string, FoundRefund['state']> = {
  pending: 'open',
  succeeded: 'done',
  canceled: 'failed',
}

export function foundRefund(refund: Fields): Asked<FoundRefund> {
  const state = REFUND_STATES[String(refund.status)]
  if (typeof refund.id !== 'string' || !state) return UNREADABLE
  return known({ ref: refund.id, state, ...(state === 'failed' && { code: reasonOf(refund) }) })
}

export function booked(payment: Fields): BookedPayment | null {
  const { id, status, created_at: created, refunded_amount: refunded } = payment
  const sum = amountOf(payment.amount)
  const at = Date.parse(String(created))
  if (typeof id !== 'string' || !sum || Number.isNaN(at)) return null
  const paid = status === 'succeeded'
  return {
    ref: id,
    mark: markOf(payment.metadata),
    at,
    paid,
    ...sum,
    refunded: amountOf(refunded)?.amount ?? 0,
  }
}
