import { Buffer } from 'node:buffer'
import { createHmac } from 'node:crypto'
import { objectOf } from '../channels/json.ts'
import { sameProof } from '../channels/proof.ts'
import { markOf } from './mark.ts'
import type { PaymentCall, PaymentMark } from './provider.ts'

/** A notice that is older, or from further ahead, was recorded and is sent again. */
const TOLERANCE_MS = 300_000
/** The events that say something of a payment or a refund of ours. */
const EVENTS =
  /^(checkout\.session\.(completed|async_payment_succeeded|async_payment_failed|expired)|refund\.\w+)$/

/**
 * Reads a webhook's event, which Stripe signs (https://docs.stripe.com/webhooks#verify-manually). While a secret is rolled
 * there are several signatures, and one of them has to be right.
 */
export function readStripeNotice(
  { headers, body }: PaymentCall,
  secret: string,
  now: number,
): PaymentMark | null {
  const parts = (headers.get('stripe-signature') ?? '').split(',').map((part) => part.trim().split('='))
  const [[, time = ''] = []] = parts.filter(([name]) => name === 't')
  if (!/^\d{1,12}$/.test(time) || Math.abs(now - Number(time) * 1000) > TOLERANCE_MS) return null
  const right = createHmac('sha256', secret).update(`${time}.${body}`).digest()
  const genuine = parts.some(
    ([name, signature = '']) => name === 'v1' && sameProof(Buffer.from(signature, 'hex'), right),
  )
  if (!genuine) return null
  const { type, data } = objectOf(body)
  if (typeof type !== 'string' || !EVENTS.test(type)) return null
  return markOf(objectOf(objectOf(data).object).metadata)
}
