import { beforeAll, expect, test } from 'vitest'
import { clerkAt, type Held, heldAtPoint } from '../support/counter.ts'
import { daysGoBy, goBy, hoursGoBy, MOMENTS } from '../support/days.ts'
import { eventsOf, ofType } from '../support/door.ts'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { openLink, outForDelivery, secretOf } from '../support/world.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let world: Harness
beforeAll(async () => {
  world = await sharedWorld()
})

const view = (id: string) => world.dispatcher.must('GET', `/api/shipments/${id}`)
const codes = async (id: string) => (await eventsOf(world, id)).flatMap(({ code }) => code ?? [])
const policy = { moments: MOMENTS }
/** Makes a hold after NL. Its moments show when every message has left. */
const held = (profile: 'kse' | 'chronopost', received = true) =>
  heldAtPoint(world, profile, { policy, received })
const newest = async ({ phone }: Held) => (await world.messages(phone)).at(-1)?.text ?? ''

/** Makes a hold that is ordered to a point with these hours or this zone, which has not received it yet. */
async function heldAt(
  profile: 'kse' | 'chronopost',
  place: { hours?: string; zone?: string },
): Promise<Held> {
  const delivery = await held(profile, false)
  const address = { line1: '1 rue du Port', city: 'Brest', postcode: '29200', country: 'FR' }
  const body = { name: 'Relais du Port', kind: 'point', address, ...place }
  const { id: pointId } = await world.dispatcher.must('POST', '/api/points', body)
  await world.dispatcher.must('POST', `/api/shipments/${delivery.id}/point`, { pointId })
  return { ...delivery, pointId, clerk: await clerkAt(world, pointId) }
}

test('R29: reminder, one extension by the recipient, no return at the first end, RTS at the second', async () => {
  const parcel = await held('chronopost')
  const { id } = parcel
  expect(await daysGoBy(world, id, 5)).not.toContain('reminded')
  const reminded = await daysGoBy(world, id, 2)
  expect(reminded.filter((type) => type === 'reminded')).toHaveLength(1)
  expect(reminded).not.toContain('return-ordered')
  // Under `chronopost` the counter takes no code after NL, so the reminder contains none.
  expect(await newest(parcel)).toMatch(/pièce d'identité/)
  expect(await newest(parcel)).not.toMatch(/\b\d{6}\b/)

  const { phone, path } = await openLink(world, (await secretOf(world, parcel.phone)).link)
  const before = (await phone.must('GET', path)).hold
  expect(before).toMatchObject({ extendable: true, extended: false, ready: true })
  await phone.must('POST', `${path}/extend`, {})
  const after = (await phone.must('GET', path)).hold
  expect(after).toMatchObject({ extendable: false, extended: true, until: before.extendsTo })
  expect(Date.parse(after.until) - Date.parse(before.until)).toBe(7 * DAY_MS)
  const again = await phone.post(`${path}/extend`, {})
  expect(again).toMatchObject({ status: 409, body: { code: 'already-extended' } })

  // This is two days after the first end, which was the eighth day.
  expect(await daysGoBy(world, id, 3)).not.toContain('return-ordered')
  expect(await view(id)).toMatchObject({ state: 'held', parcels: [{ place: 'point', toSender: false }] })
  // Extended storage has its own reminder.
  const second = await daysGoBy(world, id, 4)
  expect(second.filter((type) => type === 'reminded')).toHaveLength(2)
  expect(await daysGoBy(world, id, 3)).toContain('return-ordered')
  expect(await view(id)).toMatchObject({ state: 'returned', parcels: [{ place: 'point', toSender: true }] })
  expect(await phone.get(path)).toMatchObject({ status: 410, body: { code: 'link-expired' } })
  const late = await parcel.clerk.post(`/api/holds/${id}/identity`, {
    documentType: 'passport',
    nameMatches: true,
    typedName: 'Camille Renaud',
    labels: parcel.labels,
  })
  expect(late).toMatchObject({ status: 409, body: { code: 'shipment-over' } })
  await parcel.clerk.must('POST', `/api/holds/${id}/return`, { labels: parcel.labels })
  expect((await view(id)).parcels).toMatchObject([{ place: 'sender' }])
  // Exactly one event of the return carries its code, however much time passes.
  await daysGoBy(world, id, 30)
  expect(await codes(id)).toEqual(['NL', 'RTS'])
})

test('R28, R29: where a code works at the counter the reminder tells it again, and it is the same', async () => {
  const parcel = await held('kse')
  const ready = await world.until(async () => {
    const { pin } = await secretOf(world, parcel.phone)
    return (await world.messages(parcel.phone)).length === 2 && pin
  })
  expect(await daysGoBy(world, parcel.id, 6)).toContain('reminded')
  const reminder = await newest(parcel)
  expect(reminder).toContain(ready)
  expect(await world.messages(parcel.phone)).toHaveLength(3)
  const body = { pin: ready, labels: parcel.labels }
  const issued = await parcel.clerk.must('POST', `/api/holds/${parcel.id}/pin`, body)
  expect(issued).toMatchObject({ outcome: 'handed-over' })
  // A parcel that was issued is not returned.
  expect(await daysGoBy(world, parcel.id, 30)).not.toContain('return-ordered')
})

test('R29: days are those of the point’s zone, not of the contract’s', async () => {
  // Neither zone has daylight saving, and one of them is far from midnight now.
  const zones = [
    { zone: 'Asia/Tokyo', offset: 9 },
    { zone: 'Pacific/Kiritimati', offset: 14 },
  ]
  const ofDay = (offset: number) => (Date.now() + offset * HOUR_MS) % DAY_MS
  const { zone, offset } = zones.find((one) => ofDay(one.offset) < 22 * HOUR_MS) ?? zones[0]!
  const midnight = Date.now() - ofDay(offset)
  const returned = []
  // The parcels are received a minute before and a minute after a midnight of that zone: for one the eighth
  // day has ended, for the other it is today.
  for (const minutes of [-1, 1]) {
    const parcel = await heldAt('chronopost', { zone })
    await parcel.clerk.must('POST', '/api/holds/receive', { labels: parcel.labels })
    const [received] = ofType(await eventsOf(world, parcel.id), 'received-at-point')
    const wanted = midnight - 8 * DAY_MS + minutes * 60_000
    const types = await goBy(world, parcel.id, Date.parse(received!.receivedAt) - wanted)
    returned.push(types.includes('return-ordered'))
  }
  expect(returned).toEqual([true, false])
})

test('R21, R29: a claim stops the clock; the decision sets it going again', async () => {
  const parcel = await held('kse')
  const { link } = await world.until(async () => {
    return (await world.messages(parcel.phone)).length === 2 && secretOf(world, parcel.phone)
  })
  const { phone, path } = await openLink(world, link)
  await phone.must('POST', `${path}/scan`, { label: parcel.labels[0], by: 'camera' })
  await phone.must('POST', `${path}/claim`, { kind: 'damaged' })
  const stopped = await daysGoBy(world, parcel.id, 30)
  expect(stopped).not.toContain('reminded')
  expect(stopped).not.toContain('return-ordered')
  const extended = await phone.post(`${path}/extend`, {})
  expect(extended).toMatchObject({ status: 409, body: { code: 'claim-open' } })
  await world.dispatcher.must('POST', `/api/shipments/${parcel.id}/claim/decide`, { decision: 'resume' })
  await world.until(async () => (await view(parcel.id)).state === 'returned')
})

test('R26: declared back and not received for twelve hours: unexplained, an alert, a violation', async () => {
  const parcel = await outForDelivery(world, 'chronopost', { arrived: true, policy })
  const count = await parcel.courier.must('POST', '/api/round/close', { scanned: parcel.labels })
  expect(count).toMatchObject({ unexplained: [] })
  expect(await hoursGoBy(world, parcel.id, 11)).not.toContain('unexplained')
  expect(await hoursGoBy(world, parcel.id, 2)).toContain('unexplained')
  expect((await view(parcel.id)).parcels).toMatchObject([{ place: 'unexplained' }])
  for (const list of ['alerts', 'violations'])
    await world.until(async () => {
      const { items } = await world.dispatcher.must('GET', `/api/${list}`)
      return items.some((line: { shipmentId: string; kind: string }) => {
        return line.shipmentId === parcel.id && line.kind === 'unexplained'
      })
    })
})

const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']

test('R26: underway past the point’s next opening day: unexplained, and a later receipt explains it', async () => {
  // The hold was ordered the day before yesterday. A point that was closed yesterday has until the end of
  // today.
  const zone = 'UTC'
  const yesterday = (new Date(Date.now() - DAY_MS).getUTCDay() + 6) % 7
  const others = DAYS.filter((_, day) => day !== yesterday).join(',')
  const closed = await heldAt('chronopost', { zone, hours: `${others} 09:00-18:00; ${DAYS[yesterday]} off` })
  expect(await daysGoBy(world, closed.id, 2)).not.toContain('unexplained')
  expect(await daysGoBy(world, closed.id, 1)).toContain('unexplained')

  const open = await heldAt('chronopost', { zone, hours: 'Mo-Su 09:00-18:00' })
  expect(await daysGoBy(world, open.id, 1)).not.toContain('unexplained')
  expect(await daysGoBy(world, open.id, 1)).toContain('unexplained')
  const items = [{ outcome: 'expected', shipmentId: open.id }]
  const receipt = await open.clerk.must('POST', '/api/holds/receive', { labels: open.labels })
  expect(receipt).toMatchObject({ items })
  expect(await view(open.id)).toMatchObject({ state: 'held', parcels: [{ place: 'point' }] })
  await world.until(async () => /à votre disposition/.test(await newest(open)))
})

test('an alarm that meets a fault of the registry comes back, and tells once what happened', async () => {
  const parcel = await held('chronopost')
  const { DB } = await world.worker.getEnv()
  const listed = async () => {
    const { items } = await parcel.clerk.must('GET', '/api/holds')
    return items.find((line: { shipmentId: string }) => line.shipmentId === parcel.id)?.stage
  }
  await world.until(async () => (await listed()) === 'here')
  await DB.prepare('ALTER TABLE holds RENAME TO holds_gone').run()
  const storage = goBy(world, parcel.id, 10 * DAY_MS)
  // The return is recorded at once, but its entry in the point's list has to wait.
  await world.until(async () => (await view(parcel.id)).state === 'returned')
  await world.evict(parcel.id)
  await DB.prepare('ALTER TABLE holds_gone RENAME TO holds').run()
  const types = await storage
  await world.until(async () => (await listed()) === 'returning')
  expect(types.filter((type) => type === 'return-ordered')).toHaveLength(1)
})
