import { beforeAll, expect, test } from 'vitest'
import { eventsOf, ofType, pinOf, tryPin, wrongPins } from '../support/door.ts'
import { sharedWorld } from '../support/harness.ts'
import { type Delivery, openLink, outForDelivery, secretOf, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld()
})

const POINT = { name: 'Relais Tabac des Brotteaux', kind: 'point' }
const recipient = (country: string, locale: string) => ({
  locale,
  address: { line1: '1 Main Street', city: 'Town', postcode: '1000', country },
})
const noCode = ({ courier, id }: Delivery) => courier.post(`/api/stops/${id}/no-code`)

test('R14: no code: courier and recipient are told the point, the courier the words to say', async () => {
  // A locker is never chosen for a hold, even next door.
  const address = { line1: 'b', city: 'Lyon', postcode: '69002', country: 'FR', lat: 45.7442, lon: 4.8215 }
  await world.dispatcher.must('POST', '/api/points', { name: 'Locker', kind: 'locker', address })
  for (const [locale, words] of [
    ['fr', /sans le code secret.*Relais Tabac des Brotteaux.*pièce d’identité/],
    ['ru', /без секретного кода.*Relais Tabac des Brotteaux.*документу/],
    ['en', /without the secret code.*Relais Tabac des Brotteaux.*identity document/],
  ] as const) {
    const delivery = await outForDelivery(world, 'chronopost', { arrived: true, recipient: { locale } })
    const { link } = await secretOf(world, delivery.phone)
    const { body } = await noCode(delivery)
    expect(body).toMatchObject({ outcome: 'held', code: 'NL', point: POINT })
    expect(body.words).toMatch(words)
    const { phone, path } = await openLink(world, link)
    const page = await phone.must('GET', path)
    expect(page).toMatchObject({ state: 'held' })
    expect(JSON.stringify(page)).toContain(POINT.name)
    expect(page.secret).toBeUndefined()
    await world.until(async () =>
      (await world.messages(delivery.phone)).some(({ text }) => text.includes(POINT.name)),
    )
    const [held] = ofType(await eventsOf(world, delivery.id), 'held')
    expect(held).toMatchObject({ code: 'NL', parcels: delivery.labels, data: { reason: 'no-code' } })
    expect((await tryPin(delivery, '000000')).body).toEqual({ outcome: 'closed' })
  }
})

test('R14: without a point the parcel goes back to the depot, and nobody is promised one', async () => {
  const delivery = await outForDelivery(world, 'chronopost', {
    arrived: true,
    recipient: recipient('BE', 'en'),
  })
  const { body } = await noCode(delivery)
  expect(body).toMatchObject({ outcome: 'held', code: 'NL', point: null })
  expect(body.words).toMatch(/without the secret code.*depot/)
  expect(body.words).not.toMatch(/identity document/)
  const view = await world.dispatcher.must('GET', `/api/shipments/${delivery.id}`)
  expect(view.state).toBe('at-depot')
  const text = await world.until(async () =>
    (await world.messages(delivery.phone)).map((m) => m.text).find((one) => /back to the depot/.test(one)),
  )
  expect(text).not.toContain(POINT.name)
})

test('R14: five wrong codes without a point: back to the depot, and no other visit', async () => {
  const delivery = await outForDelivery(world, 'chronopost', {
    arrived: true,
    recipient: recipient('BE', 'fr'),
  })
  const pin = await pinOf(world, delivery)
  const answers = []
  for (const wrong of wrongPins(pin, 5)) answers.push((await tryPin(delivery, wrong)).body)
  expect(answers.at(-1)).toMatchObject({ outcome: 'held', code: 'NL', point: null })
  expect((await tryPin(delivery, pin)).body).toEqual({ outcome: 'closed' })
  const date = new Date().toISOString().slice(0, 10)
  const again = { courierId: delivery.courierId, date, shipmentIds: [delivery.id] }
  expect((await world.dispatcher.post('/api/rounds', again)).status).toBe(409)
})

test('R13: the identity check declined, or the name does not match: NL', async () => {
  const outcomes = [{ declined: true }, { documentType: 'id-card', nameMatches: false }]
  for (const outcome of outcomes) {
    const delivery = await outForDelivery(world, 'kse', { arrived: true })
    expect((await noCode(delivery)).body).toEqual({ outcome: 'identity' })
    const { body } = await delivery.courier.post(`/api/stops/${delivery.id}/identity`, outcome)
    expect(body).toMatchObject({ outcome: 'held', code: 'NL', point: POINT })
    const codes = (await eventsOf(world, delivery.id)).flatMap(({ code }) => code ?? [])
    expect(codes).toEqual(['NL'])
  }
})
