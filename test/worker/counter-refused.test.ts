import { beforeAll, expect, test } from 'vitest'
import { addDays } from '../../worker/platform/calendar.ts'
import { clerkAt, dropOffAt, type Held, heldAtPoint, newPoint, readySecret } from '../support/counter.ts'
import { evaluated, eventsOf, wrongPins } from '../support/door.ts'
import { sharedWorld } from '../support/harness.ts'
import type { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld()
})

type Secret = Pick<Awaited<ReturnType<typeof readySecret>>, 'pin' | 'qr'>
const NONE: Secret = { pin: '12345', qr: '' }

/** Every call by which parcels change hands at a counter, with a body that is right except for the labels. */
const ISSUES: Record<string, (secret: Secret) => object> = {
  pin: ({ pin }) => ({ pin }),
  qr: ({ qr }) => ({ code: qr }),
  identity: () => ({ documentType: 'passport', nameMatches: true, typedName: 'Camille Renaud' }),
  scan: () => ({}),
  refuse: () => ({}),
  return: () => ({}),
}

/** Makes all these calls and returns their answers. */
async function all(
  { clerk, id }: Pick<Held, 'clerk' | 'id'>,
  secret: Secret,
  labels: unknown,
  extend = false,
) {
  const answers: Record<string, { status: number; code: string }> = {}
  for (const [call, body] of Object.entries(ISSUES)) {
    const given = { ...body(secret), ...(labels !== undefined && { labels }) }
    const { status, body: answer } = await clerk.post(`/api/holds/${id}/${call}`, given)
    answers[call] = { status, code: answer.code }
  }
  if (extend) {
    const { status, body } = await clerk.post(`/api/holds/${id}/extend`)
    answers.extend = { status, code: body.code }
  }
  return answers
}

const every = (calls: string[], status: number, code: string) =>
  Object.fromEntries(calls.map((call) => [call, { status, code }]))
const CALLS = Object.keys(ISSUES)

/**
 * Returns the types of a shipment's facts. Messages are left out, because no call at the counter sends them.
 */
const facts = async (id: string) =>
  (await eventsOf(world, id)).filter(({ type }) => !type.startsWith('message-')).map(({ type }) => type)

test('R28: nothing is issued by look-up: every parcel is scanned in the act, and it is this shipment’s', async () => {
  const held = await heldAtPoint(world, 'kse', { received: true, parcels: 2 })
  const other = await dropOffAt(world, 'kse', held)
  const secret = await readySecret(world, held.phone)
  const before = await facts(held.id)
  const [first = '', second = ''] = held.labels
  const waybill = first.replace(/-1$/, '')
  for (const none of [undefined, [], null, '', [''], first])
    expect(await all(held, secret, none), String(none)).toEqual(every(CALLS, 400, 'bad-request'))
  for (const wrong of [
    ['SOMETHING-ELSE'],
    other.labels,
    [waybill],
    [...held.labels, ...other.labels],
    [first, 'RUBBISH'],
    [`${second} ?`],
  ])
    expect(await all(held, secret, wrong), wrong.join()).toEqual(every(CALLS, 409, 'wrong-parcel'))
  expect(await facts(held.id)).toEqual(before)
  expect(evaluated(await eventsOf(world, held.id))).toBe(0)
  const issued = await held.clerk.must('POST', `/api/holds/${held.id}/pin`, {
    pin: secret.pin,
    labels: held.labels,
  })
  expect(issued).toEqual({ outcome: 'handed-over', code: 'PIN' })
})

test('R28: another point’s staff get the answer of a shipment that is not, whatever they know', async () => {
  const held = await heldAtPoint(world, 'kse', { received: true })
  const secret = await readySecret(world, held.phone)
  const elsewhere = await newPoint(world, { lat: 48.39, lon: -4.48 })
  const clerk = await clerkAt(world, elsewhere)
  const before = await facts(held.id)
  for (const pin of [secret.pin, ...wrongPins(secret.pin, 1), '1234567'])
    expect(await all({ clerk, id: held.id }, { ...secret, pin }, held.labels, true)).toEqual(
      every([...CALLS, 'extend'], 404, 'not-found'),
    )
  const [theirs, nobodys] = [
    await clerk.get(`/api/holds/${held.id}`),
    await clerk.get(`/api/holds/${'A'.repeat(22)}`),
  ]
  expect({ status: theirs.status, text: theirs.text }).toEqual({ status: 404, text: nobodys.text })
  // Scanning the parcel does not make it this point's.
  for (let n = 0; n < 3; n++)
    expect((await clerk.must('POST', '/api/holds/receive', { labels: held.labels })).items).toMatchObject([
      { outcome: 'wrong-point' },
    ])
  expect(await all({ clerk, id: held.id }, secret, held.labels, true)).toEqual(
    every([...CALLS, 'extend'], 404, 'not-found'),
  )
  expect(await facts(held.id)).toEqual(before)
})

test('R28: nothing is issued that the point has not received, the door’s code or any other', async () => {
  const held = await heldAtPoint(world, 'kse')
  const told = (await world.messages(held.phone)).map(({ text }) => text).find((text) => /код/.test(text))
  const pin = /код\D*(\d{5})/i.exec(told ?? '')?.[1] ?? ''
  expect(pin).toMatch(/^\d{5}$/)
  const qr = `SESAME:1:${held.id}:${'A'.repeat(22)}`
  const before = await facts(held.id)
  for (const given of [pin, ...wrongPins(pin, 6)])
    expect(await all(held, { pin: given, qr }, held.labels, true)).toEqual(
      every([...CALLS, 'extend'], 409, 'not-received'),
    )
  expect(await facts(held.id)).toEqual(before)
})

test('R28: what was refused, sent back or issued is issued by nothing any more', async () => {
  const qrOf = (id: string) => ({ ...NONE, qr: `SESAME:1:${id}:${'A'.repeat(22)}` })
  const over = every([...CALLS, 'extend'], 409, 'shipment-over')

  const refused = await heldAtPoint(world, 'kse', { received: true })
  await refused.clerk.must('POST', `/api/holds/${refused.id}/refuse`, { labels: refused.labels })
  // The only act left is that it leaves for its sender, once.
  expect(await all(refused, qrOf(refused.id), refused.labels, true)).toEqual({
    ...over,
    return: { status: 200, code: undefined },
  })
  expect(await world.dispatcher.must('GET', `/api/shipments/${refused.id}`)).toMatchObject({
    state: 'returned',
    parcels: [{ place: 'sender' }],
  })

  const returned = await heldAtPoint(world, 'kse', { received: true })
  const issued = await heldAtPoint(world, 'kse', { received: true })
  const seen = { documentType: 'passport', nameMatches: true, typedName: 'Camille Renaud' }
  await returned.clerk.must('POST', `/api/holds/${returned.id}/return`, { labels: returned.labels })
  await issued.clerk.must('POST', `/api/holds/${issued.id}/identity`, { ...seen, labels: issued.labels })
  for (const done of [refused, returned, issued]) {
    const before = await facts(done.id)
    expect(await all(done, qrOf(done.id), done.labels, true)).toEqual({
      ...over,
      return: { status: 409, code: 'wrong-parcel' },
    })
    expect(await facts(done.id)).toEqual(before)
    expect(evaluated(await eventsOf(world, done.id))).toBe(0)
  }
})

test('R29: one extension, by the counter or from the page, and none of what goes back', async () => {
  const extended = async (id: string) => {
    const { hold } = await world.dispatcher.must('GET', `/api/shipments/${id}`)
    return [hold.extended, hold.until]
  }
  const [byClerk, byPage] = [
    await heldAtPoint(world, 'kse', { received: true }),
    await heldAtPoint(world, 'kse', { received: true }),
  ]
  for (const held of [byClerk, byPage]) {
    const { phone, path } = await readySecret(world, held.phone)
    const clerk = () => held.clerk.post(`/api/holds/${held.id}/extend`)
    const page = () => phone.post(`${path}/extend`)
    const [first, ...others] = held === byClerk ? [clerk, clerk, page] : [page, page, clerk]
    const [was, until] = await extended(held.id)
    expect(was).toBe(false)
    expect((await first?.())?.status).toBe(200)
    expect(await extended(held.id)).toEqual([true, addDays(until, 7)])
    for (const again of others)
      expect(await again()).toMatchObject({ status: 409, body: { code: 'already-extended' } })
    expect(await extended(held.id)).toEqual([true, addDays(until, 7)])
  }
  const gone = await heldAtPoint(world, 'kse', { received: true })
  await gone.clerk.must('POST', `/api/holds/${gone.id}/refuse`, { labels: gone.labels })
  const late = await gone.clerk.post(`/api/holds/${gone.id}/extend`)
  expect(late).toMatchObject({ status: 409, body: { code: 'shipment-over' } })
})

test('R24: one of two refused: it goes back, the other is issued with the code that was told', async () => {
  const { clerk, id, labels, phone } = await heldAtPoint(world, 'kse', { received: true, parcels: 2 })
  const { pin } = await readySecret(world, phone)
  const [first = '', second = ''] = labels
  await clerk.must('POST', `/api/holds/${id}/refuse`, { labels: [second] })
  const both = await clerk.post(`/api/holds/${id}/pin`, { pin, labels })
  expect(both).toMatchObject({ status: 409, body: { code: 'wrong-parcel' } })
  const one = await clerk.must('POST', `/api/holds/${id}/pin`, { pin, labels: [first] })
  expect(one.outcome).toBe('handed-over')
  await clerk.must('POST', `/api/holds/${id}/return`, { labels: [second] })
  expect(await world.dispatcher.must('GET', `/api/shipments/${id}`)).toMatchObject({
    parcels: [{ place: 'recipient' }, { place: 'sender' }],
  })
  expect(evaluated(await eventsOf(world, id))).toBe(1)
})
