import { beforeAll, expect, test } from 'vitest'
import { clerkAt, dropOffAt, heldAtPoint, newPoint, readySecret } from '../support/counter.ts'
import { evaluated, eventsOf, expectUnbroken, ofType, pinOf, tryPin, wrongPins } from '../support/door.ts'
import { sharedWorld } from '../support/harness.ts'
import { outForDelivery, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld()
})

const seen = { documentType: 'passport', nameMatches: true }
const signed = { ...seen, typedName: 'Camille Renaud' }

test('R28: of two hundred codes at once at the counter exactly five are compared, then the identity check is left', async () => {
  const { clerk, id, labels, phone } = await heldAtPoint(world, 'kse', { received: true })
  const { pin, qr } = await readySecret(world, phone)
  const path = `/api/holds/${id}/pin`
  const answers = await Promise.all(
    wrongPins(pin, 200).map((wrong) => clerk.post(path, { pin: wrong, labels })),
  )
  const outcomes = answers.map(({ status, text }) => `${status} ${text}`)
  const wrong = [4, 3, 2, 1].map((left) => `200 {"outcome":"wrong","left":${left}}`)
  for (const one of [...wrong, '200 {"outcome":"identity","left":0}'])
    expect(
      outcomes.filter((outcome) => outcome === one),
      one,
    ).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome === '200 {"outcome":"closed"}')).toHaveLength(195)
  expect(evaluated(await eventsOf(world, id))).toBe(5)

  // Closed codes get the same bytes as an answer, for the right code and the right QR too.
  const [right, other, byQr] = [
    await clerk.post(path, { pin, labels }),
    await clerk.post(path, { pin: wrongPins(pin, 1)[0], labels }),
    await clerk.post(`/api/holds/${id}/qr`, { code: qr, labels }),
  ]
  expect([right.text, other.text, byQr.text]).toEqual(Array(3).fill('{"outcome":"closed"}'))
  expect(await clerk.post(`/api/holds/${id}/scan`, { labels })).toMatchObject({
    status: 409,
    body: { code: 'not-accepted' },
  })
  expect(await clerk.must('GET', `/api/holds/${id}`)).toMatchObject({
    accepts: ['identity'],
    attemptsLeft: 0,
  })
  const issued = await clerk.must('POST', `/api/holds/${id}/identity`, { ...signed, labels })
  expect(issued).toEqual({ outcome: 'handed-over', code: 'ID' })
  const events = await eventsOf(world, id)
  expect(evaluated(events)).toBe(5)
  expectUnbroken(events)
})

test('R28: five at the door and five of the new code at the counter, ten in all', async () => {
  const policy = { withoutCode: 'hold', afterWrong: 'hold' }
  const delivery = await outForDelivery(world, 'kse', { policy, arrived: true })
  const door = await pinOf(world, delivery)
  for (const wrong of wrongPins(door, 5)) await tryPin(delivery, wrong)
  const { hold } = await world.dispatcher.must('GET', `/api/shipments/${delivery.id}`)
  const clerk = await clerkAt(world, hold.point.id)
  const { id, labels } = delivery
  await clerk.must('POST', '/api/holds/receive', { labels })
  const { pin } = await readySecret(world, delivery.phone)
  expect(pin).not.toBe(door)
  const path = `/api/holds/${id}/pin`
  expect(await clerk.must('POST', path, { pin: door, labels })).toEqual({ outcome: 'wrong', left: 4 })
  for (const wrong of wrongPins(pin, 8).filter((one) => one !== door))
    await clerk.must('POST', path, { pin: wrong, labels })
  expect((await clerk.must('POST', path, { pin, labels })).outcome).toBe('closed')
  // A resend tells the code again and gives no attempts back.
  expect((await world.dispatcher.post(`/api/shipments/${id}/resend`)).status).toBeLessThan(500)
  expect((await clerk.must('POST', path, { pin, labels })).outcome).toBe('closed')
  const events = await eventsOf(world, id)
  expect(evaluated(events)).toBe(10)
  expect(ofType(events, 'code-refused').map(({ data }) => data.left)).toEqual([4, 3, 2, 1, 0, 4, 3, 2, 1, 0])
})

test('R28: codes alone at the counter: after the fifth wrong one the parcel goes back to its sender', async () => {
  const policy = { counter: ['pin', 'qr'], withoutCode: 'hold', afterWrong: 'hold' }
  const { clerk, id, labels, phone } = await heldAtPoint(world, 'kse', { policy, received: true })
  const { pin } = await readySecret(world, phone)
  const path = `/api/holds/${id}/pin`
  const answers = []
  for (const wrong of wrongPins(pin, 5)) answers.push(await clerk.must('POST', path, { pin: wrong, labels }))
  expect(answers.at(-1)).toEqual({ outcome: 'closed' })
  expect(await clerk.must('POST', path, { pin, labels })).toEqual({ outcome: 'closed' })
  const [ordered] = ofType(await eventsOf(world, id), 'return-ordered')
  expect(ordered).toMatchObject({ code: 'RTS', parcels: labels, data: { reason: 'no-proof-left' } })
  expect(await clerk.must('GET', `/api/holds/${id}`)).toMatchObject({ toReturn: true, accepts: [] })
  await clerk.must('POST', `/api/holds/${id}/return`, { labels })
  expect(await world.dispatcher.must('GET', `/api/shipments/${id}`)).toMatchObject({ state: 'returned' })
})

test('R24: two of three at the counter; the rest gets a new code at once, and the old one is dead', async () => {
  const { clerk, id, labels, phone } = await heldAtPoint(world, 'kse', { received: true, parcels: 3 })
  const first = await readySecret(world, phone)
  const path = `/api/holds/${id}/pin`
  const two = labels.slice(0, 2)
  expect((await clerk.must('POST', path, { pin: first.pin, labels: two })).outcome).toBe('handed-over')
  expect(await clerk.must('GET', `/api/holds/${id}`)).toMatchObject({
    state: 'partly-handed-over',
    parcels: [{ place: 'recipient' }, { place: 'recipient' }, { place: 'point' }],
  })
  const rest = labels.slice(2)
  const again = await clerk.post(path, { pin: first.pin, labels: two })
  expect(again).toMatchObject({ status: 409, body: { code: 'wrong-parcel' } })
  const next = await readySecret(world, phone, first.link)
  expect(next.pin).not.toBe(first.pin)
  expect(await clerk.must('POST', path, { pin: first.pin, labels: rest })).toEqual({
    outcome: 'wrong',
    left: 3,
  })
  expect((await clerk.must('POST', path, { pin: next.pin, labels: rest })).outcome).toBe('handed-over')
  const done = ofType(await eventsOf(world, id), 'handed-over')
  expect(done).toMatchObject([
    { parcels: two, code: 'PIN', proved: ['secret', 'parcel'], data: { of: 3 } },
    { parcels: rest, code: 'PIN', data: { of: 3 } },
  ])
  // The code was used once, and nothing is left that it could open.
  const late = await clerk.post(path, { pin: next.pin, labels: rest })
  expect(late).toMatchObject({ status: 409, body: { code: 'shipment-over' } })
})

test('R28: after NL chronopost takes no code, which costs nothing; the identity check is open at once', async () => {
  const { clerk, id, labels } = await heldAtPoint(world, 'chronopost', { received: true })
  const code = `SESAME:1:${id}:${'A'.repeat(22)}`
  for (const [call, body] of [
    ['pin', { pin: '123456' }],
    ['qr', { code }],
    ['scan', {}],
  ] as const)
    expect(await clerk.post(`/api/holds/${id}/${call}`, { ...body, labels })).toMatchObject({
      status: 409,
      body: { code: 'not-accepted' },
    })
  expect(evaluated(await eventsOf(world, id))).toBe(0)
  const path = `/api/holds/${id}/identity`
  const unsigned = await clerk.post(path, { ...seen, labels })
  expect(unsigned).toMatchObject({
    status: 400,
    body: { code: 'signature-required', errors: [{ field: 'signature', code: 'required' }] },
  })
  const other = await clerk.must('POST', path, { ...signed, nameMatches: false, labels })
  expect(other).toEqual({ outcome: 'name-differs' })
  const signature = { strokes: [[[1, 2, 3]]], width: 300, height: 150 }
  expect(await clerk.must('POST', path, { ...seen, signature, labels })).toEqual({
    outcome: 'handed-over',
    code: 'ID',
  })
  const [done] = ofType(await eventsOf(world, id), 'handed-over')
  expect(done).toMatchObject({ proved: ['person', 'parcel'], data: { documentType: 'passport' } })
})

test('R28: a policy without a signature for the identity check asks for none', async () => {
  const policy = { signature: [] }
  const { clerk, id, labels } = await heldAtPoint(world, 'chronopost', { policy, received: true })
  const issued = await clerk.must('POST', `/api/holds/${id}/identity`, { ...seen, labels })
  expect(issued).toEqual({ outcome: 'handed-over', code: 'ID' })
})

test('R28: addressed to the point from the start, chronopost takes code and QR there', async () => {
  const pointId = await newPoint(world, { lat: 48.39, lon: -4.48 })
  const point = { clerk: await clerkAt(world, pointId), pointId }
  const [byPin, byQr] = [
    await dropOffAt(world, 'chronopost', point),
    await dropOffAt(world, 'chronopost', point),
  ]
  const { pin } = await readySecret(world, byPin.phone)
  const { qr } = await readySecret(world, byQr.phone)
  const { clerk } = point
  const wrong = await clerk.must('POST', `/api/holds/${byPin.id}/qr`, { code: qr, labels: byPin.labels })
  expect(wrong).toEqual({ outcome: 'wrong-parcel' })
  const answers = [
    await clerk.must('POST', `/api/holds/${byPin.id}/pin`, { pin, labels: byPin.labels }),
    await clerk.must('POST', `/api/holds/${byQr.id}/qr`, { code: qr, labels: byQr.labels }),
  ]
  expect(answers).toEqual(Array(2).fill({ outcome: 'handed-over', code: 'D7' }))
  expect(evaluated(await eventsOf(world, byPin.id))).toBe(1)
})
