import { getJson, postForm } from '../channels/http-form.ts'
import { objectOf } from '../channels/json.ts'
import { andThen, contentOf, failed, known, UNREADABLE } from './answer.ts'
import { madeBefore, metadataOf } from './mark.ts'
import type { Asked, PaymentProvider } from './provider.ts'
import { booked, type Fields, foundPayment, foundRefund, ownError, rows } from './stripe-answers.ts'
import { readStripeNotice } from './stripe-notice.ts'
import { sessionFields, toStripe } from './stripe-order.ts'

export interface StripeSettings {
  /** The API's origin. */
  url: string
  /** The secret key of the account, or a restricted one for Checkout Sessions and refunds. */
  key: string
  /** What the webhook signs with, `whsec_…`. */
  webhookSecret: string
}

/** What an answer looks like is agreed by version: the account's own may change by a click. */
const VERSION = '2025-03-31.basil'
const PAGE = '100'

/** Returns the provider for payments through Stripe Checkout (https://docs.stripe.com/api/checkout/sessions). */
export function stripeProvider(settings: StripeSettings, fetch: typeof globalThis.fetch): PaymentProvider {
  const base = `${settings.url.replace(/\/+$/, '')}/v1`
  const sessions = `${base}/checkout/sessions`
  const headers = { authorization: `Bearer ${settings.key}`, 'stripe-version': VERSION }

  const get = async (path: string, query: string[][] = []): Promise<Asked<Fields>> => {
    const url = [path, String(new URLSearchParams(query))].filter(Boolean).join('?')
    return contentOf(await getJson(fetch, url, headers), 'stripe', ownError)
  }
  const post = async (url: string, fields: Record<string, string>, key: string) =>
    contentOf(await postForm(fetch, url, fields, { ...headers, 'idempotency-key': key }), 'stripe', ownError)
  // The payment intent says why a payment that takes days did not come, and what a refund is of.
  const session = (ref: string) =>
    get(`${sessions}/${encodeURIComponent(ref)}`, [['expand[]', 'payment_intent']])

  return {
    name: 'stripe',

    async open(order) {
      const fields = sessionFields(order)
      if (!fields) return failed('stripe-amount')
      return andThen(await post(sessions, fields, order.key), foundPayment)
    },

    find: async (ref) => andThen(await session(ref), foundPayment),

    refund: async (order) =>
      andThen(await session(order.ref), async (paid) => {
        const found = foundPayment(paid)
        if (found.outcome !== 'known') return found
        const intent = objectOf(paid.payment_intent).id
        const amount = toStripe(order.amount, order.currency)
        if (found.value.state !== 'paid' || typeof intent !== 'string') return failed('stripe-unpaid')
        if (amount === null) return failed('stripe-amount')
        // Stripe forgets a key after a day, and a refund may be tried for longer: one that is there is not made again.
        const query = [
          ['payment_intent', intent],
          ['limit', PAGE],
        ]
        return andThen(await get(`${base}/refunds`, query), async (list) => {
          const made = rows(list)
          const same = made && madeBefore(made, order)
          if (!made) return UNREADABLE
          if (same) return foundRefund(same)
          const marks = { ...metadataOf(order), refund: String(order.refund), key: order.key }
          const fields = Object.entries(marks).map(([name, value]) => [`metadata[${name}]`, value])
          const form = { payment_intent: intent, amount: String(amount), ...Object.fromEntries(fields) }
          return andThen(await post(`${base}/refunds`, form, order.key), foundRefund)
        })
      }),

    findRefund: async (ref) => andThen(await get(`${base}/refunds/${encodeURIComponent(ref)}`), foundRefund),

    async close(ref) {
      // Who has just paid it is told so; whoever closes a payment asks for it afterwards.
      await postForm(fetch, `${sessions}/${encodeURIComponent(ref)}/expire`, {}, headers)
    },

    readNotice: async (call, now) => readStripeNotice(call, settings.webhookSecret, now),

    async list(from, to, cursor) {
      const asked = await get(sessions, [
        ['created[gte]', String(Math.ceil(from / 1000))],
        ['created[lt]', String(Math.ceil(to / 1000))],
        ['limit', PAGE],
        ['expand[]', 'data.payment_intent.latest_charge'],
        ...(cursor === null ? [] : [['starting_after', cursor]]),
      ])
      return andThen(asked, (list) => {
        const all = rows(list)
        if (!all) return UNREADABLE
        const items = all.filter(({ mode }) => mode === 'payment').map(booked)
        if (!items.every((item) => item !== null)) return UNREADABLE
        const last = all.at(-1)?.id
        return known({ items, cursor: list.has_more === true && typeof last === 'string' ? last : null })
      })
    },
  }
}
