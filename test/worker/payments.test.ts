import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Client } from '../../scripts/client.ts'
import { eventsOf, ofType } from '../support/door.ts'
import { startWorld } from '../support/harness.ts'
import {
  AMOUNTS,
  atProvider,
  booked,
  PAYING,
  paidAndHandedOver,
  pay,
  payNow,
  TOTAL,
  type UnpaidDoor,
  unpaidDoor,
  whileProvider,
} from '../support/paying.ts'
import { announce, contractFor, openLink, outForDelivery, secretOf, type World } from '../support/world.ts'

// Both providers are the phone, over the protocols that they really have.
let world: World
beforeAll(async () => {
  world = await startWorld({ gateways: 'all' })
})
afterAll(() => world?.close())

type Given = Parameters<typeof unpaidDoor>[1]
type Stop = UnpaidDoor
const unpaidStop = (given: Given = {}) => unpaidDoor(world, given)

const viewOf = (stop: Stop) => stop.recipient.must('GET', stop.path)
const isPaid = (stop: Stop) =>
  world.until(async () => (await viewOf(stop)).payment.state === 'paid' && viewOf(stop))
/** The facts of a shipment without messages, which leave by themselves. */
const typesOf = async (id: string) =>
  (await eventsOf(world, id)).map(({ type }) => type).filter((type) => !type.startsWith('message-'))
const refundsOf = async (id: string) =>
  (await world.dispatcher.must('GET', `/api/shipments/${id}`)).payment.refunds
/** A provider is asked where to pay once a second at most, whoever taps how often. */
const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1_050))
const newest = async (stop: Stop) => (await booked(world, stop.id)).at(-1)?.ref ?? ''

test('R30: pay, then the code: no message has one before, and the page shows it by itself afterwards', async () => {
  const stop = await unpaidStop()
  expect((await secretOf(world, stop.phone)).pin).toBeNull()
  const before = await viewOf(stop)
  expect(before).toMatchObject({ payment: { amount: TOTAL, currency: 'EUR', state: 'due' } })
  expect(before.secret).toBeUndefined()
  const begun = await pay(stop.recipient, stop.path)
  expect(begun.body).toMatchObject({ outcome: 'open', url: expect.stringContaining(world.phoneUrl) })
  await atProvider(world, await newest(stop), 'card')
  const after = await isPaid(stop)
  const { pin } = await world.until(async () => {
    const told = await secretOf(world, stop.phone)
    return told.pin ? told : null
  })
  expect(after.secret.pin).toBe(pin)
  const done = await stop.courier.must('POST', `/api/stops/${stop.id}/pin`, { pin })
  expect(done).toMatchObject({ outcome: 'handed-over' })
  const [received] = ofType(await eventsOf(world, stop.id), 'payment-received')
  expect(received).toMatchObject({ proved: ['payment'], by: { role: 'system' } })
})

test('R30: while it is unpaid every well-formed call gets the same bytes, right or wrong, and nothing is counted', async () => {
  const stop = await unpaidStop({ policy: { door: ['pin', 'qr', 'link'] } })
  const at = `/api/stops/${stop.id}`
  const answers = await Promise.all([
    stop.courier.send('POST', `${at}/pin`, { pin: '12345' }),
    stop.courier.send('POST', `${at}/pin`, { pin: '54321', labels: stop.labels }),
    stop.courier.send('POST', `${at}/qr`, { code: `SESAME:1:${stop.id}:n4bQgYhMfWWaLqgxVrQFaA` }),
    stop.courier.send('POST', `${at}/identity`, { documentType: 'passport', nameMatches: true }),
    stop.recipient.send('POST', `${stop.path}/scan`, { labels: stop.labels, by: 'camera' }),
    stop.recipient.send('POST', `${stop.path}/finish`, { signature: { typedName: 'Camille' } }),
  ])
  for (const { status, body } of answers)
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'unpaid' })
  expect(new Set(answers.slice(0, 4).map(({ text }) => text)).size).toBe(1)
  expect((await stop.courier.send('POST', `${at}/pin`, { pin: '1' })).status).toBe(400)
  const stopView = await stop.courier.must('GET', at)
  expect(stopView).toMatchObject({
    attemptsLeft: 5,
    payment: { amount: TOTAL, currency: 'EUR', paid: false },
  })
  // Nobody gets it against a passport either, so no code is the hold at once.
  expect(await stop.courier.must('POST', `${at}/no-code`, {})).toMatchObject({ outcome: 'held' })
})

test('R30: two tabs, and the same call again, pay one payment', async () => {
  const stop = await unpaidStop()
  const [one, two] = await Promise.all([pay(stop.recipient, stop.path), pay(stop.recipient, stop.path)])
  expect(one.body.url).toBe(two.body.url)
  const again = await pay(stop.recipient, stop.path, { key: 'the-same-key-0123456789' })
  expect((await pay(stop.recipient, stop.path, { key: 'the-same-key-0123456789' })).body).toEqual(again.body)
  expect(await booked(world, stop.id)).toHaveLength(1)
  expect(ofType(await eventsOf(world, stop.id), 'payment-opened')).toHaveLength(1)
})

describe('R30: the address that only takes a payment', () => {
  const doorOf = async (stop: Stop) => {
    const { url } = await stop.courier.must('GET', `/api/stops/${stop.id}/payment`)
    return { url, token: url.split('#')[1] as string, stranger: new Client(world.url) }
  }

  test('shows the carrier, four signs and the amount, makes no session, and is no link to the delivery', async () => {
    const stop = await unpaidStop()
    const { url, token, stranger } = await doorOf(stop)
    expect(url).toMatch(new RegExp(`^${world.publicUrl}/pay#`))
    expect(await stranger.must('POST', '/api/door-payment', { token })).toEqual({
      ...{ carrier: 'Курьер Сервис Экспресс', waybillEnd: stop.labels[0]?.slice(-4), locale: 'ru' },
      ...{ amount: TOTAL, currency: 'EUR', state: 'due' },
    })
    expect(stranger.cookie).toBe('')
    expect((await stranger.send('POST', '/api/session', { token })).status).toBe(401)
    const other = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
    for (const wrong of [other, 'nonsense', stop.link.split('#')[1]])
      expect((await stranger.send('POST', '/api/door-payment', { token: wrong })).status).toBe(404)
  })

  test('paid there, the stop turns by itself; the payer learns nothing more, and the courier not how', async () => {
    const stop = await unpaidStop({ profile: 'chronopost' })
    const { token, stranger } = await doorOf(stop)
    const begun = await stranger.must('POST', '/api/door-payment/pay', { token })
    expect(begun.outcome).toBe('open')
    await atProvider(world, await newest(stop), 'card')
    await isPaid(stop)
    expect(await stranger.must('POST', '/api/door-payment', { token })).toMatchObject({ state: 'paid' })
    expect((await stop.courier.must('GET', `/api/stops/${stop.id}`)).payment).toEqual({
      ...{ amount: TOTAL, currency: 'EUR', paid: true },
    })
    expect((await stop.courier.send('GET', `/api/stops/${stop.id}/payment`)).body.code).toBe('nothing-to-pay')
  })

  test('is there after the arrival only, and for the courier of this stop alone', async () => {
    const there = await outForDelivery(world, 'kse', { policy: PAYING, amounts: { ...AMOUNTS } })
    const at = `/api/stops/${there.id}/payment`
    expect((await there.courier.send('GET', at)).body.code).toBe('not-arrived')
    const other = await unpaidStop()
    expect((await other.courier.send('GET', at)).status).toBe(404)
  })

  test('both pay: the second payment goes back by itself, whole', async () => {
    const stop = await unpaidStop()
    const { token, stranger } = await doorOf(stop)
    await pay(stop.recipient, stop.path)
    await stranger.must('POST', '/api/door-payment/pay', { token })
    const [mine, theirs] = await booked(world, stop.id)
    // Nobody hears of the first one before the second one is paid too.
    await whileProvider(world, 'stripe', { notices: 'lost' }, async () => {
      await atProvider(world, mine?.ref ?? '', 'card')
      await atProvider(world, theirs?.ref ?? '', 'card')
      await aSecond()
      await pay(stop.recipient, stop.path)
      await stranger.send('POST', '/api/door-payment/pay', { token })
    })
    await fetch(`${world.publicUrl}/api/payments/yookassa`, {
      method: 'POST',
      body: JSON.stringify({
        event: 'payment.succeeded',
        object: { metadata: { shipment: stop.id, payment: '2' } },
      }),
    })
    await world.until(async () => (await booked(world, stop.id)).some(({ refunded }) => refunded === TOTAL))
    expect((await booked(world, stop.id)).map(({ refunded }) => refunded)).toEqual([0, TOTAL])
    expect(await refundsOf(stop.id)).toMatchObject([{ payment: 2, amount: TOTAL, because: 'twice' }])
    await isPaid(stop)
  })
})

describe('R30: notices', () => {
  const send = (provider: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${world.publicUrl}/api/payments/${provider}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers,
    })

  test('forged, foreign and unknown ones change nothing and are answered like any other', async () => {
    const stop = await unpaidStop()
    await pay(stop.recipient, stop.path)
    const before = await typesOf(stop.id)
    const metadata = { shipment: stop.id, payment: '1' }
    const paid = {
      type: 'checkout.session.completed',
      data: { object: { metadata, payment_status: 'paid' } },
    }
    const statuses = [
      await send('stripe', paid),
      await send('stripe', paid, {
        'stripe-signature': `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}`,
      }),
      // It is not signed, so it makes us ask; and nobody has paid.
      await send('yookassa', {
        event: 'payment.succeeded',
        object: { id: 'x', status: 'succeeded', metadata },
      }),
      await send('yookassa', {
        event: 'payment.succeeded',
        object: { metadata: { shipment: 'nobody', payment: '1' } },
      }),
      await send('yookassa', { nonsense: true }),
    ].map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([204]))
    expect((await send('paypal', paid)).status).toBe(404)
    expect(await typesOf(stop.id)).toEqual(before)
    expect((await viewOf(stop)).payment.state).toBe('due')
  })

  test.each(['stripe', 'yookassa'] as const)(
    '%s: doubled and out of order they count once',
    async (provider) => {
      const amounts = provider === 'stripe' ? AMOUNTS : { ...AMOUNTS, currency: 'RUB' }
      for (const notices of ['doubled', 'reversed']) {
        const stop = await unpaidStop({ amounts })
        await pay(stop.recipient, stop.path)
        await whileProvider(world, provider, { notices }, async () => {
          await atProvider(world, await newest(stop), 'card')
          await isPaid(stop)
          await new Promise((resolve) => setTimeout(resolve, 1_500))
        })
        expect(ofType(await eventsOf(world, stop.id), 'payment-received')).toHaveLength(1)
        expect((await viewOf(stop)).payment.state).toBe('paid')
      }
    },
  )

  test.each(['stripe', 'yookassa'] as const)(
    '%s: another amount in its books than was asked for changes nothing and is an alert',
    async (provider) => {
      const amounts = provider === 'stripe' ? AMOUNTS : { ...AMOUNTS, currency: 'RUB' }
      const stop = await unpaidStop({ amounts })
      await pay(stop.recipient, stop.path)
      await whileProvider(world, provider, { answers: 'other-amount' }, async () => {
        await atProvider(world, await newest(stop), 'card')
        await world.until(async () => {
          const { items } = await world.dispatcher.must('GET', '/api/alerts')
          return items.some(
            (alert: { kind: string; shipmentId: string }) =>
              alert.kind === 'payment-difference' && alert.shipmentId === stop.id,
          )
        })
      })
      expect((await viewOf(stop)).payment.state).toBe('due')
      // The books are right again, and a later question finds it paid.
      expect(
        await world.until(async () => {
          const { body } = await pay(stop.recipient, stop.path)
          return body.outcome === 'paid' && body
        }),
      ).toEqual({ outcome: 'paid' })
    },
  )
})

test('R30: a provider that does not answer is said so, nothing is lost, and the same payment goes on', async () => {
  const stop = await unpaidStop()
  await whileProvider(world, 'stripe', { answers: 'down' }, async () => {
    const answer = await pay(stop.recipient, stop.path)
    expect(answer).toMatchObject({ status: 409, body: { code: 'payment-unavailable' } })
  })
  // It acts and the answer never comes: the same key finds what was made.
  await whileProvider(world, 'stripe', { answers: 'lost' }, async () => {
    await aSecond()
    expect((await pay(stop.recipient, stop.path)).status).toBe(409)
  })
  await aSecond()
  expect((await pay(stop.recipient, stop.path)).body.outcome).toBe('open')
  expect(await booked(world, stop.id)).toHaveLength(1)
  expect(ofType(await eventsOf(world, stop.id), 'payment-opened')).toHaveLength(1)
})

test('R30: a payment that failed is asked for anew, at once', async () => {
  const stop = await unpaidStop({ amounts: { ...AMOUNTS, currency: 'RUB' } })
  await pay(stop.recipient, stop.path)
  await atProvider(world, await newest(stop), 'decline')
  await world.until(async () => (await typesOf(stop.id)).includes('payment-failed'))
  expect((await pay(stop.recipient, stop.path)).body.outcome).toBe('open')
  await atProvider(world, await newest(stop), 'sbp')
  await isPaid(stop)
  expect((await booked(world, stop.id)).map(({ state }) => state)).toEqual(['failed', 'paid'])
  // The number of the fiscal receipt is kept.
  await world.until(async () => (await typesOf(stop.id)).includes('fiscal-receipt-issued'))
})

describe('R30: refunds', () => {
  async function announced(policy: object = {}) {
    const contractId = await contractFor(world, 'kse', {
      ...PAYING,
      ...policy,
      moments: { announced: ['sms'] },
    })
    const shipment = await announce(world, contractId, { amounts: { ...AMOUNTS } })
    const { link } = await secretOf(world, shipment.phone)
    const { phone, path } = await openLink(world, link)
    const stop = { ...shipment, recipient: phone, path, link } as unknown as Stop
    await payNow(world, stop)
    return stop
  }

  test('a cancelled shipment’s payment goes back by itself, and its recipient hears of it', async () => {
    const stop = await announced()
    await world.dispatcher.must('POST', `/api/shipments/${stop.id}/cancel`, { reason: 'Ordered twice' })
    await world.until(async () => (await booked(world, stop.id))[0]?.refunded === TOTAL)
    await world.until(async () => (await typesOf(stop.id)).includes('refund-made'))
    await world.until(async () =>
      (await world.messages(stop.phone)).some(({ text }) => text.includes('49,9')),
    )
    const view = await viewOf(stop).catch(() => null)
    if (view) expect(view.payment.state).toBe('refunded')
  })

  test('above the limit it waits for a second person who sees the amount', async () => {
    const stop = await announced({ refundLimit: TOTAL - 1 })
    await world.dispatcher.must('POST', `/api/shipments/${stop.id}/cancel`, { reason: 'Ordered twice' })
    const request = await world.until(async () => {
      const { items } = await world.dispatcher.must('GET', '/api/requests')
      return items.find((one: { shipmentId: string }) => one.shipmentId === stop.id)
    })
    expect(request).toMatchObject({ kind: 'refund', shown: { amount: { amount: TOTAL, currency: 'EUR' } } })
    const decision = { decision: 'agree', seen: request.fingerprint }
    const at = `/api/requests/${request.id}/decide`
    expect((await world.dispatcher.send('POST', at, decision)).body.code).toBe('second-person')
    expect((await booked(world, stop.id))[0]?.refunded).toBe(0)
  })

  test('by hand with a reason: a part, and never more than is left', async () => {
    const stop = await paidAndHandedOver(world)
    const at = `/api/shipments/${stop.id}/refund`
    await world.dispatcher.must('POST', at, { amount: 1_000, reason: 'One bulb was broken' })
    await world.until(async () => (await booked(world, stop.id))[0]?.refunded === 1_000)
    const more = await world.dispatcher.send('POST', at, { amount: TOTAL, reason: 'All of it' })
    expect(more.body.code).toBe('nothing-to-refund')
    expect((await world.dispatcher.send('POST', at, { amount: 0, reason: 'x' })).body.errors).toMatchObject([
      { field: 'amount' },
    ])
  })

  test('by hand before it is handed over, the parcel would go out for nothing: a second person is asked', async () => {
    const stop = await announced()
    const answer = await world.dispatcher.send('POST', `/api/shipments/${stop.id}/refund`, {
      ...{ amount: 1, reason: 'A favour' },
    })
    expect(answer).toMatchObject({ status: 202, body: { request: expect.stringMatching(/^refund:/) } })
    expect(await refundsOf(stop.id)).toMatchObject([{ amount: 1, state: 'asked' }])
    expect((await booked(world, stop.id))[0]?.refunded).toBe(0)
  })

  test('one that the provider refuses is an alert, and goes out when it is tried again', async () => {
    const stop = await paidAndHandedOver(world)
    await whileProvider(world, 'stripe', { refunds: 'failed' }, async () => {
      await world.dispatcher.must('POST', `/api/shipments/${stop.id}/refund`, { reason: 'Sorry' })
      await world.until(async () => (await typesOf(stop.id)).includes('refund-failed'))
    })
    await world.dispatcher.must('POST', `/api/shipments/${stop.id}/refund/retry`, {})
    await world.until(async () => (await booked(world, stop.id))[0]?.refunded === TOTAL)
    await world.until(async () => (await typesOf(stop.id)).includes('refund-made'))
    expect((await world.dispatcher.send('POST', `/api/shipments/${stop.id}/refund/retry`, {})).status).toBe(
      409,
    )
  })

  test('its provider away, it goes back once the provider is there again, and once', async () => {
    const stop = await paidAndHandedOver(world)
    await whileProvider(world, 'stripe', { answers: 'lost' }, async () => {
      await world.dispatcher.must('POST', `/api/shipments/${stop.id}/refund`, { reason: 'Sorry' })
      await new Promise((resolve) => setTimeout(resolve, 500))
    })
    // Any notice makes the shipment ask again, under the same key.
    const notice = { event: 'refund.succeeded', object: { metadata: { shipment: stop.id, payment: '1' } } }
    const send = () =>
      fetch(`${world.publicUrl}/api/payments/yookassa`, { method: 'POST', body: JSON.stringify(notice) })
    await Promise.all([send(), send()])
    await world.until(async () => (await typesOf(stop.id)).includes('refund-made'))
    expect((await booked(world, stop.id))[0]?.refunded).toBe(TOTAL)
  })
})

describe('what may be announced', () => {
  test.each<[string, object, object, { field: string; code: string }]>([
    [
      'goods where only the delivery is paid',
      { payment: 'delivery' },
      AMOUNTS,
      { field: 'amounts.goods', code: 'not-in-contract' },
    ],
    [
      'anything where nothing is paid',
      {},
      { delivery: 1, currency: 'EUR' },
      { field: 'amounts.delivery', code: 'not-in-contract' },
    ],
    [
      'more than the contract’s limit',
      { ...PAYING, amountLimit: TOTAL - 1 },
      AMOUNTS,
      { field: 'amounts', code: 'above-limit' },
    ],
    ['nothing at all', PAYING, { currency: 'EUR' }, { field: 'amounts', code: 'required' }],
    [
      'a line for another parcel',
      PAYING,
      { ...AMOUNTS, goods: [{ ...AMOUNTS.goods[0], label: 'ELSEWHERE' }] },
      { field: 'amounts.goods.0.label', code: 'unknown' },
    ],
    [
      'VAT that a fiscal receipt cannot say',
      PAYING,
      { goods: [{ ...AMOUNTS.goods[0], vat: 5.5 }], currency: 'RUB' },
      { field: 'amounts.goods.0.vat', code: 'unknown' },
    ],
  ])('%s is refused with its field, and nothing is announced', async (_, policy, amounts, fault) => {
    const contractId = await contractFor(world, 'chronopost', policy)
    await expect(
      announce(world, contractId, { amounts: amounts as Record<string, unknown> }),
    ).rejects.toThrow(JSON.stringify([fault]))
  })
})
