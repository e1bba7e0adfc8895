import { Buffer } from 'node:buffer'
import { getJson, postJson } from '../channels/http-form.ts'
import { objectOf } from '../channels/json.ts'
import { shortened } from '../channels/reference.ts'
import { toDecimal } from '../domain/money.ts'
import { andThen, contentOf, failed, known, UNREADABLE } from './answer.ts'
import { madeBefore, markOf, metadataOf } from './mark.ts'
import type { Asked, FoundPayment, PaymentProvider } from './provider.ts'
import { booked, type Fields, foundPayment, foundRefund, ownError, rows } from './yookassa-answers.ts'
import { receiptOf, shortText } from './yookassa-receipt.ts'

export interface YookassaSettings {
  /** The API's origin. */
  url: string
  /** The number of the shop. */
  shop: string
  /** Its secret key. */
  key: string
}

const KEY_LENGTH = 64
const PAGE = '100'
/** Returns the provider for payments through YooKassa (https://yookassa.ru/developers/api), by card or SBP as the payer likes. */
export function yookassaProvider(
  settings: YookassaSettings,
  fetch: typeof globalThis.fetch,
): PaymentProvider {
  const base = `${settings.url.replace(/\/+$/, '')}/v3`
  const credentials = Buffer.from(`${settings.shop}:${settings.key}`).toString('base64')
  const headers = { authorization: `Basic ${credentials}` }

  const get = async (path: string): Promise<Asked<Fields>> =>
    contentOf(await getJson(fetch, base + path, headers), 'yookassa', ownError)
  const post = async (path: string, body: object, key: string): Promise<Asked<Fields>> => {
    const once = { 'idempotence-key': key.length > KEY_LENGTH ? shortened(key, KEY_LENGTH) : key }
    const answer = await postJson(fetch, base + path, JSON.stringify(body), { ...headers, ...once })
    return contentOf(answer, 'yookassa', ownError)
  }

  /** Adds the number of the fiscal receipt, as soon as there is one. Without an answer it is asked for another time. */
  async function withReceipt(found: FoundPayment, registered: boolean): Promise<Asked<FoundPayment>> {
    if (found.state !== 'paid' || !registered) return known(found)
    const asked = await get(`/receipts?${new URLSearchParams({ payment_id: found.ref })}`)
    const receipts = asked.outcome === 'known' ? rows(asked.value) : null
    const { fiscal_document_number: number } = receipts?.find(({ type }) => type === 'payment') ?? {}
    return known({ ...found, ...(typeof number === 'string' && { receipt: number }) })
  }

  const read = (payment: Fields) =>
    andThen(foundPayment(payment), (found) =>
      withReceipt(found, payment.receipt_registration === 'succeeded'),
    )

  return {
    name: 'yookassa',

    async open(order) {
      const receipt = receiptOf(order)
      if (!receipt) return failed('yookassa-vat')
      const { currency, returnUrl, description } = order
      const body = {
        amount: { value: toDecimal(order.amount, currency), currency },
        capture: true,
        confirmation: { type: 'redirect', return_url: returnUrl },
        description: shortText(description),
        metadata: metadataOf(order),
        receipt,
      }
      return andThen(await post('/payments', body, order.key), read)
    },

    find: async (ref) => andThen(await get(`/payments/${encodeURIComponent(ref)}`), read),

    async refund(order) {
      const receipt = receiptOf(order)
      if (!receipt) return failed('yookassa-vat')
      const { ref: payment_id, refund, key, currency } = order
      // YooKassa forgets a key after a day, and a refund may be tried for longer: one that is there is not made again.
      const made = await get(`/refunds?${new URLSearchParams({ payment_id, limit: PAGE })}`)
      return andThen(made, async (list) => {
        const before = rows(list)
        const same = before && madeBefore(before, order)
        if (!before) return UNREADABLE
        if (same) return foundRefund(same)
        const amount = { value: toDecimal(order.amount, currency), currency }
        const metadata = { ...metadataOf(order), refund: String(refund), key }
        return andThen(await post('/refunds', { payment_id, amount, receipt, metadata }, key), foundRefund)
      })
    },

    findRefund: async (ref) => andThen(await get(`/refunds/${encodeURIComponent(ref)}`), foundRefund),

    async close() {
      // A payment that nobody has confirmed cannot be cancelled here. It runs out by itself, or is asked for once it is paid.
    },

    /** Notices are not signed: they say where to look, and nothing else in them is believed. */
    readNotice: async ({ body }) => markOf(objectOf(objectOf(body).object).metadata),

    async list(from, to, cursor) {
      const query = new URLSearchParams({
        'created_at.gte': new Date(from).toISOString(),
        'created_at.lt': new Date(to).toISOString(),
        limit: PAGE,
        ...(cursor !== null && { cursor }),
      })
      return andThen(await get(`/payments?${query}`), (list) => {
        const items = rows(list)?.map(booked)
        if (!items?.every((item) => item !== null)) return UNREADABLE
        const next = list.next_cursor
        return known({ items, cursor: typeof next === 'string' && next !== '' ? next : null })
      })
    },
  }
}
