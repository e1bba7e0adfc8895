import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { localCertificate } from '../../scripts/local-keys.ts'
import { type Phone, startPhone } from '../../scripts/phone/server.ts'
import type {
  PaymentCall,
  PaymentOrder,
  PaymentProvider,
  RefundOrder,
} from '../../worker/payments/provider.ts'
import { paymentsOf } from '../../worker/payments/settings.ts'
import { hasty } from './gateway.ts'
import { ORDER, REFUND } from './payment-contract.ts'

// The phone's providers of payments are spoken to by the product's own, which also judge the notices that it sends.

const SECRET = 'whsec_of_the_phone'
/** In place of half a second, so that nobody waits for it. */
const SOON_MS = 30
const dir = mkdtempSync(join(tmpdir(), 'sesame-payments-'))
let phone: Phone
let worker: Server
let publicUrl: string
/** What the providers told, and how the Worker answers it. */
const heard: (PaymentCall & { path: string })[] = []
let answers = 204
let certificate: { private: string; cert: string }

const start = () =>
  startPhone({
    ...{ port: 0, smtpPort: 0, dir, cert: certificate.cert, key: certificate.private },
    payments: { publicUrl, webhookSecret: SECRET, soonMs: SOON_MS },
  })

beforeAll(async () => {
  worker = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    heard.push({
      path: request.url ?? '',
      headers: new Headers(request.headers as Record<string, string>),
      body,
    })
    response.writeHead(answers).end()
  })
  await new Promise<void>((resolve) => worker.listen(0, '127.0.0.1', resolve))
  publicUrl = `http://127.0.0.1:${(worker.address() as AddressInfo).port}`
  certificate = await localCertificate()
  phone = await start()
})
afterAll(async () => {
  await phone.close()
  worker.closeAllConnections()
  worker.close()
  rmSync(dir, { recursive: true, force: true })
})
beforeEach(async () => {
  answers = 204
  for (const provider of NAMES) await modes(provider)
})

const NAMES = ['stripe', 'yookassa'] as const
type Name = (typeof NAMES)[number]

function providerOf(name: Name, fetches: typeof fetch = fetch): PaymentProvider {
  const url = `${phone.url}/${name}`
  const settings = {
    stripe: { url, key: 'k', webhookSecret: SECRET },
    yookassa: { url, shop: 's', key: 'k' },
  }
  return paymentsOf(settings, fetches)[name] ?? expect.fail()
}

async function post(path: string, body: object): Promise<{ status: number; body: unknown }> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(phone.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: answer.status, body: await answer.json() }
}
const USUAL = { notices: 'on-time', answers: 'on-time', refunds: 'done', delayMs: 300 }
const modes = (provider: Name, mode: object = {}) => post('/payments/modes', { provider, ...USUAL, ...mode })
const act = (ref: string, action: string) => post('/payments/act', { ref, action })

let serial = 0
function newOrder(name: Name): PaymentOrder {
  const shipmentId = `shipment-${String(++serial).padStart(4, '0')}`
  const currency = name === 'stripe' ? 'EUR' : 'RUB'
  return { ...ORDER, shipmentId, key: `${shipmentId}-2`, currency, returnUrl: `${publicUrl}/pay/back` }
}
const refundOf = (order: PaymentOrder, ref: string): RefundOrder => ({
  ...{ ...REFUND, ref, currency: order.currency },
  ...{ shipmentId: order.shipmentId, payment: order.payment, key: `${order.shipmentId}-r1` },
})

/** Opens a payment and returns it, with what the provider says of it whenever it is asked. */
async function opened(name: Name, order = newOrder(name)) {
  const result = await providerOf(name).open(order)
  if (result.outcome !== 'known' || result.value.state !== 'open') expect.fail()
  const { ref, url } = result.value
  const find = async () => {
    const found = await providerOf(name).find(ref)
    return found.outcome === 'known' ? found.value : expect.fail()
  }
  return { order, ref, url: url ?? '', find }
}

const sums = async (): Promise<Record<string, unknown>[]> => (await fetch(`${phone.url}/payments`)).json()
const heardOf = ({ shipmentId }: PaymentOrder) => heard.filter(({ body }) => body.includes(shipmentId))
/** Waits for so many notices, and returns the events, and whose payment the product reads in each. */
async function told(name: Name, order: PaymentOrder, count = 1) {
  await expect
    .poll(() => heardOf(order).length, { timeout: 5000, interval: 10 })
    .toBeGreaterThanOrEqual(count)
  const all = heardOf(order)
  const events = all.map(
    ({ body }) => JSON.parse(body).type.replace('notification', '') || JSON.parse(body).event,
  )
  const marks = await Promise.all(all.map((call) => providerOf(name).readNotice(call, Date.now())))
  return { events, marks, paths: all.map(({ path }) => path) }
}
const quiet = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const markOf = ({ shipmentId, payment }: PaymentOrder) => ({ shipmentId, payment })

/** Does what a payer chooses on the payment's page. */
const choose = (url: string, action: string, more: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ action, ...more }), redirect: 'manual' })

test.each(NAMES)(
  'R30: %s: a payment is opened once for its key, paid on its page, and told',
  async (name) => {
    const { order, ref, url, find } = await opened(name)
    expect(await providerOf(name).open(order)).toMatchObject({ value: { ref, url } })
    expect(await find()).toMatchObject({
      ...markOf(order),
      amount: 2100,
      currency: order.currency,
      state: 'open',
    })
    const page = await (await fetch(url)).text()
    for (const words of ['Maison Arnaud', 'Livraison', 'Thé &amp; miel × 2', '21', 'value="card"'])
      expect(page).toContain(words)
    expect(page).not.toMatch(/<input|type="text"/)
    const answer = await choose(url, 'card')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, order.returnUrl])
    expect(await find()).toMatchObject({ state: 'paid', amount: 2100 })
    const event = { stripe: 'checkout.session.completed', yookassa: 'payment.succeeded' }[name]
    const path = `/api/payments/${name}`
    expect(await told(name, order)).toEqual({ events: [event], marks: [markOf(order)], paths: [path] })
    expect((await sums()).find((one) => one.ref === ref)).toEqual({
      ...{ provider: name, ref, shipment: order.shipmentId, payment: 2 },
      ...{ amount: 2100, currency: order.currency, state: 'paid', refunded: 0 },
    })
  },
)

test.each(NAMES)('%s: the same key with another body is an error in its own words', async (name) => {
  const { order } = await opened(name)
  const other = { ...order, description: 'another' }
  expect(await providerOf(name).open(other)).toEqual({
    outcome: 'failed',
    code: { stripe: 'stripe-idempotency_error', yookassa: 'yookassa-invalid_request.Idempotence-Key' }[name],
  })
})

test('YooKassa: SBP shows a code, and the bank confirms; the payment has its fiscal receipt', async () => {
  const { url, find } = await opened('yookassa')
  const page = await (await fetch(`${url}?way=sbp`)).text()
  expect(page).toContain('data:image/png;base64,')
  await choose(url, 'sbp')
  expect(await find()).toMatchObject({ state: 'paid', receipt: expect.stringMatching(/^\d+$/) })
})

test('YooKassa: a receipt with another sum than the payment is refused', async () => {
  const order = { ...newOrder('yookassa'), amount: 2000 }
  expect(await providerOf('yookassa').open(order)).toEqual({
    outcome: 'failed',
    code: 'yookassa-invalid_request.receipt',
  })
})

test('a declined card ends a payment at YooKassa, and at Stripe another may be tried', async () => {
  const [ours, theirs] = [await opened('yookassa'), await opened('stripe')]
  expect((await choose(ours.url, 'decline')).headers.get('location')).toBe(ours.order.returnUrl)
  expect(await ours.find()).toMatchObject({ state: 'failed', code: 'yookassa-insufficient_funds' })
  const back = (await choose(theirs.url, 'decline')).headers.get('location')
  expect(await (await fetch(new URL(back ?? '', theirs.url))).text()).toContain('declined')
  expect(await theirs.find()).toMatchObject({ state: 'open' })
})

test.each(NAMES)('%s: who goes back has paid nothing, and may come again', async (name) => {
  const { order, url, find } = await opened(name)
  expect((await choose(url, 'back')).headers.get('location')).toBe(order.returnUrl)
  expect(await find()).toMatchObject({ state: 'open', url })
  await quiet(3 * SOON_MS)
  expect(heardOf(order)).toEqual([])
})

test.each(NAMES)('%s: time may run out, and nobody pays then', async (name) => {
  const { order, ref, url, find } = await opened(name)
  expect((await act(ref, 'expire')).body).toEqual({ ok: true, done: true })
  const code = { stripe: 'stripe-expired', yookassa: 'yookassa-expired_on_confirmation' }[name]
  expect(await find()).toMatchObject({ state: 'failed', code })
  await choose(url, 'card')
  expect(await find()).toMatchObject({ state: 'failed' })
  expect((await told(name, order)).marks).toEqual([markOf(order)])
})

test('closing ends a payment at Stripe, and not at YooKassa', async () => {
  const [ours, theirs] = [await opened('yookassa'), await opened('stripe')]
  await providerOf('yookassa').close(ours.ref)
  await providerOf('stripe').close(theirs.ref)
  expect(await ours.find()).toMatchObject({ state: 'open' })
  expect(await theirs.find()).toMatchObject({ state: 'failed' })
})

test.each(NAMES)(
  'R30: %s: a part is given back once for its key, and no more than there is',
  async (name) => {
    const { order, ref } = await opened(name)
    const provider = providerOf(name)
    expect(await provider.refund(refundOf(order, ref))).toMatchObject({ outcome: 'failed' })
    await act(ref, 'card')
    await told(name, order)
    const first = await provider.refund(refundOf(order, ref))
    expect(first).toMatchObject({ outcome: 'known', value: { state: 'done' } })
    expect(await provider.refund(refundOf(order, ref))).toEqual(first)
    const { events, marks } = await told(name, order, 2)
    expect(events[1]).toMatch(/^refund\./)
    expect(marks[1]).toEqual(markOf(order))
    const item = { name: 'Tout', quantity: 1, price: 2100, vat: 10 as const }
    const all = { ...refundOf(order, ref), key: `${order.key}-all`, refund: 2, amount: 2100, items: [item] }
    expect(await provider.refund(all)).toMatchObject({ outcome: 'failed' })
    expect((await sums()).find((one) => one.ref === ref)).toMatchObject({ amount: 2100, refunded: 450 })
  },
)

test.each(NAMES)('R30: %s: a refund may wait, and then succeed or fail', async (name) => {
  const { order, ref } = await opened(name)
  await act(ref, 'card')
  await modes(name, { refunds: 'open' })
  const provider = providerOf(name)
  const states = []
  for (const [key, refund, end] of [
    ['a', 1, 'refund-done'],
    ['b', 2, 'refund-failed'],
  ] as const) {
    const made = await provider.refund({ ...refundOf(order, ref), key: order.key + key, refund })
    if (made.outcome !== 'known') expect.fail()
    await act(ref, end)
    const after = await provider.findRefund(made.value.ref)
    states.push(made.value.state, after.outcome === 'known' && after.value.state)
  }
  expect(states).toEqual(['open', 'done', 'open', 'failed'])
  expect((await sums()).find((one) => one.ref === ref)).toMatchObject({ refunded: 450 })
  await modes(name, { refunds: 'failed' })
  const failing = await provider.refund({ ...refundOf(order, ref), key: `${order.key}c`, refund: 3 })
  expect(failing).toMatchObject({ outcome: 'known', value: { state: 'failed', code: expect.any(String) } })
})

test.each(NAMES)('R30: %s: what was given back in full is not given back again', async (name) => {
  const { order, ref } = await opened(name)
  await act(ref, 'card')
  const item = { name: 'Tout', quantity: 1, price: 2100, vat: 10 as const }
  const all = { ...refundOf(order, ref), amount: 2100, items: [item] }
  await providerOf(name).refund(all)
  expect(await providerOf(name).refund({ ...all, key: `${order.key}-again`, refund: 2 })).toEqual({
    outcome: 'failed',
    code: { stripe: 'stripe-charge_already_refunded', yookassa: 'yookassa-invalid_request.amount' }[name],
  })
})

test.each(NAMES)('R30: %s: notices come late, twice, never, forged and out of order', async (name) => {
  const paid = async (notices: string) => {
    await modes(name, { notices })
    const { order, ref } = await opened(name)
    const begun = Date.now()
    await act(ref, 'card')
    return { order, begun }
  }
  const late = await paid('late')
  await told(name, late.order)
  expect(Date.now() - late.begun).toBeGreaterThanOrEqual(290)
  expect((await told(name, (await paid('doubled')).order, 2)).events).toHaveLength(2)
  const lost = await paid('lost')
  const forged = await told(name, (await paid('forged')).order)
  // YooKassa signs nothing: whatever its notice claims, it only says where to look.
  expect(forged.marks[0] === null).toBe(name === 'stripe')
  const { order } = await paid('forged')
  await told(name, order)
  expect(heardOf(order)[0]?.body).toContain('999999')
  const reversed = await told(name, (await paid('reversed')).order, 2)
  expect(reversed.events[1]).toMatch(/expired|canceled/)
  expect(heardOf(lost.order)).toEqual([])
})

test.each(NAMES)('%s: a notice comes again while the Worker cannot be reached', async (name) => {
  answers = 503
  const { order, ref } = await opened(name)
  await act(ref, 'card')
  await told(name, order)
  answers = 204
  const { marks } = await told(name, order, 2)
  expect(marks[1]).toEqual(markOf(order))
})

test.each(NAMES)('R30: %s: what was taken although its answer was lost is there once', async (name) => {
  const order = newOrder(name)
  await modes(name, { answers: 'lost' })
  expect(await providerOf(name).open(order)).toEqual({ outcome: 'retry', code: 'network' })
  await modes(name)
  const { ref } = await opened(name, order)
  expect((await sums()).filter((one) => one.shipment === order.shipmentId)).toMatchObject([{ ref }])
  await act(ref, 'card')
  await modes(name, { answers: 'lost' })
  const refund = refundOf(order, ref)
  expect(await providerOf(name).refund(refund)).toEqual({ outcome: 'retry', code: 'network' })
  await modes(name)
  expect(await providerOf(name).refund(refund)).toMatchObject({ outcome: 'known' })
  expect(await providerOf(name).refund(refund)).toMatchObject({ outcome: 'known' })
  expect((await sums()).find((one) => one.ref === ref)).toMatchObject({ refunded: 450 })
})

test.each(NAMES)('%s: it may be down, slow, silent, or have other amounts in its books', async (name) => {
  const { ref, find } = await opened(name)
  await modes(name, { answers: 'down' })
  const down = { stripe: 'stripe-api_error', yookassa: 'yookassa-internal_server_error' }[name]
  expect(await providerOf(name).find(ref)).toEqual({ outcome: 'retry', code: down })
  for (const answers of ['slow', 'silent']) {
    await modes(name, { answers })
    expect(await providerOf(name, hasty).find(ref)).toEqual({ outcome: 'retry', code: 'timeout' })
  }
  await modes(name, { answers: 'slow', delayMs: 20 })
  expect(await find()).toMatchObject({ state: 'open' })
  await act(ref, 'card')
  await modes(name, { answers: 'other-amount' })
  expect(await find()).toMatchObject({ state: 'paid', amount: 2099 })
})

test.each(NAMES)(
  'R30: %s: the books list every payment, part by part, with what was given back',
  async (name) => {
    const begun = Math.floor(Date.now() / 1000) * 1000
    const all = await Promise.all(Array.from({ length: 101 }, () => opened(name)))
    const [{ order, ref }] = all as [(typeof all)[number]]
    await act(ref, 'card')
    await providerOf(name).refund(refundOf(order, ref))
    const items = []
    let cursor: string | null = null
    let parts = 0
    do {
      const part = await providerOf(name).list(begun, Date.now() + 1000, cursor)
      if (part.outcome !== 'known') expect.fail()
      items.push(...part.value.items)
      cursor = part.value.cursor
      parts++
    } while (cursor !== null)
    expect(parts).toBeGreaterThan(1)
    for (const one of all) expect(items.filter((item) => item.ref === one.ref)).toHaveLength(1)
    expect(items.find((item) => item.ref === ref)).toMatchObject({
      ...{ mark: markOf(order), paid: true, amount: 2100, refunded: 450, currency: order.currency },
    })
    expect(await providerOf(name).list(0, 1000, null)).toEqual({
      outcome: 'known',
      value: { items: [], cursor: null },
    })
  },
)

test.each(NAMES)('%s: without a key nobody is answered', async (name) => {
  const path = { stripe: '/v1/checkout/sessions', yookassa: '/v3/payments' }[name]
  expect((await fetch(`${phone.url}/${name}${path}`)).status).toBe(401)
})

test.each(NAMES)('%s: payments, their keys and their refunds survive a restart', async (name) => {
  const { order, ref } = await opened(name)
  await act(ref, 'card')
  const refund = await providerOf(name).refund(refundOf(order, ref))
  await phone.close()
  phone = await start()
  expect(await providerOf(name).open(order)).toMatchObject({ value: { ref, state: 'paid' } })
  expect(await providerOf(name).refund(refundOf(order, ref))).toEqual(refund)
})

test('the page says how the provider behaves, and a person can change it', async () => {
  const { url, order } = await opened('stripe')
  await choose(url, 'modes', { notices: 'lost', refunds: 'open' })
  expect(await (await fetch(url)).text()).toMatch(/<option selected>lost<.*<option selected>open</s)
  await choose(url, 'card')
  await quiet(4 * SOON_MS)
  expect(heardOf(order)).toEqual([])
})

test('the page runs no script, and sends forms nowhere but to itself and back', async () => {
  const { url, order } = await opened('yookassa', {
    ...newOrder('yookassa'),
    description: '<script>1</script>',
  })
  const page = await fetch(url)
  const { origin } = new URL(order.returnUrl)
  expect(page.headers.get('content-security-policy')).toContain(`form-action 'self' ${origin}`)
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self';/)
  expect(await page.text()).not.toContain('<script')
  expect((await fetch(`${phone.url}/pay/unknown`)).status).toBe(404)
  expect((await fetch(`${phone.url}/pay.css`)).status).toBe(200)
})

test.each([
  ['/payments/modes', { provider: 'stripe', notices: 'sometimes' }],
  ['/payments/modes', { provider: 'paypal', notices: 'late' }],
  ['/payments/modes', { provider: 'stripe', delayMs: -1 }],
  ['/payments/act', { ref: 'P1', action: 'steal' }],
  ['/payments/act', { action: 'card' }],
])('no such thing: %s %j', async (path, body) => {
  expect((await post(path, body)).status).toBe(400)
})
