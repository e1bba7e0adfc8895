import { beforeAll, expect, test } from 'vitest'
import { heldAtPoint, readySecret } from '../support/counter.ts'
import { eventsOf, expectUnbroken, ofType } from '../support/door.ts'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { NAMED } from './page.ts'

let world: Harness
beforeAll(async () => {
  world = await sharedWorld()
})

/** Makes a hold whose policy accepts the link, with the recipient's page and both halves of the issue. */
async function atCounter(parcels = 1) {
  const held = await heldAtPoint(world, 'kse', { received: true, parcels })
  const { phone, path } = await readySecret(world, held.phone)
  const finish = async (labels = held.labels) => {
    for (const label of labels) await phone.must('POST', `${path}/scan`, { label, by: 'camera' })
    await phone.must('POST', `${path}/confirm`, { noClaims: true })
    return phone.must('POST', `${path}/finish`, NAMED)
  }
  const scan = (labels = held.labels) => held.clerk.post(`/api/holds/${held.id}/scan`, { labels })
  return { ...held, page: phone, path, finish, scan }
}

const issued = async (id: string) => ofType(await eventsOf(world, id), 'handed-over')

/** Makes facts of these types ten minutes older, and restarts the object without its memory. */
async function later(id: string, types: string[]): Promise<void> {
  const which = types.map((type) => `'${type}'`).join()
  await world.sql(id, `UPDATE events SET at = at - 601000 WHERE json_extract(fact, '$.type') IN (${which})`)
  await world.evict(id)
}

const LINK = { outcome: 'handed-over', code: 'LINK' }
const WAITING = { outcome: 'waiting' }

test('R28: issue by link in both orders, and both sides see it', async () => {
  const phoneFirst = await atCounter()
  expect(await phoneFirst.finish()).toEqual(WAITING)
  const hold = await phoneFirst.clerk.must('GET', `/api/holds/${phoneFirst.id}`)
  expect(hold).toMatchObject({ phoneFinished: true, state: 'held' })
  expect((await phoneFirst.scan()).body).toEqual(LINK)

  const clerkFirst = await atCounter()
  expect((await clerkFirst.scan()).body).toEqual(WAITING)
  const answer = await clerkFirst.finish()
  expect(answer).toMatchObject({ ...LINK, receipt: { proof: 'link', labels: clerkFirst.labels } })
  for (const { id, page, path } of [phoneFirst, clerkFirst]) {
    expect(await page.must('GET', path)).toMatchObject({ state: 'handed-over', receipt: { proof: 'link' } })
    const [fact] = await issued(id)
    expect(fact).toMatchObject({ proved: ['secret', 'parcel'], data: { signed: 'typed' } })
    expectUnbroken(await eventsOf(world, id))
  }
})

test('R28: the clerk’s scan alone issues nothing, nor do two halves about different parcels', async () => {
  const held = await atCounter(2)
  const [first = ''] = held.labels
  for (let n = 0; n < 3; n++) expect((await held.scan()).body).toEqual(WAITING)
  const apart = await atCounter(2)
  expect((await apart.scan(apart.labels.slice(1))).body).toEqual(WAITING)
  expect(await apart.finish(apart.labels.slice(0, 1))).toEqual(WAITING)
  expect((await apart.scan(apart.labels.slice(1))).body).toEqual(WAITING)
  expect(await issued(apart.id)).toEqual([])
  // The phone scanned one parcel, and exactly that one is issued.
  expect((await apart.scan(apart.labels.slice(0, 1))).body).toEqual(LINK)
  expect((await issued(apart.id)).map(({ parcels }) => parcels)).toEqual([apart.labels.slice(0, 1)])
  expect(await issued(held.id)).toEqual([])
  expect(await held.finish([first])).toMatchObject(LINK)
})

test('R28: after ten minutes a half waits for nothing any more, whichever it was', async () => {
  const phoneFirst = await atCounter()
  await phoneFirst.finish()
  await later(phoneFirst.id, ['finish-declared'])
  // Neither page shows that somebody waits, because otherwise nobody would begin again.
  expect(await phoneFirst.page.must('GET', phoneFirst.path)).toMatchObject({ hold: { waiting: false } })
  expect(await phoneFirst.clerk.must('GET', `/api/holds/${phoneFirst.id}`)).toMatchObject({
    phoneFinished: false,
  })
  expect((await phoneFirst.scan()).body).toEqual(WAITING)
  expect(await phoneFirst.page.must('POST', `${phoneFirst.path}/finish`, NAMED)).toMatchObject(LINK)

  const clerkFirst = await atCounter()
  await clerkFirst.scan()
  await later(clerkFirst.id, ['clerk-scanned'])
  expect(await clerkFirst.finish()).toEqual(WAITING)
  expect(await issued(clerkFirst.id)).toEqual([])
  expect((await clerkFirst.scan()).body).toEqual(LINK)
})

test('R28: what was refused while the phone waited is issued to nobody', async () => {
  const held = await atCounter(2)
  const [first = '', second = ''] = held.labels
  const send = (call: string, labels: string[]) =>
    held.clerk.must('POST', `/api/holds/${held.id}/${call}`, { labels })
  await held.scan([second])
  expect(await held.finish()).toEqual(WAITING)
  await send('refuse', [second])
  await send('return', [second])
  expect((await held.scan([first])).body).toEqual(WAITING)
  expect(await issued(held.id)).toEqual([])
  expect(await world.dispatcher.must('GET', `/api/shipments/${held.id}`)).toMatchObject({
    parcels: [{ place: 'point' }, { place: 'sender', toSender: true }],
  })
  // When the phone finishes again, it takes what is left, which the clerk has scanned.
  expect(await held.page.must('POST', `${held.path}/finish`, NAMED)).toMatchObject(LINK)
  expect((await issued(held.id)).map(({ parcels }) => parcels)).toEqual([[first]])
})

test('R21: a claim at the counter stops the issue, and what was finished before it is finished anew', async () => {
  const held = await atCounter()
  expect(await held.finish()).toEqual(WAITING)
  await held.page.must('POST', `${held.path}/claim`, { kind: 'damaged' })
  const calls = { pin: { pin: '12345' }, scan: {}, identity: { documentType: 'passport', nameMatches: true } }
  for (const [call, body] of Object.entries({ ...calls, refuse: {}, return: {} }))
    expect(
      await held.clerk.post(`/api/holds/${held.id}/${call}`, { ...body, labels: held.labels }),
      call,
    ).toMatchObject({ status: 409, body: { code: 'claim-open' } })
  await world.dispatcher.must('POST', `/api/shipments/${held.id}/claim/decide`, { decision: 'resume' })
  expect((await held.scan()).body).toEqual(WAITING)
  expect(await issued(held.id)).toEqual([])
  expect(await held.page.post(`${held.path}/finish`, NAMED)).toMatchObject({
    status: 409,
    body: { code: 'not-confirmed' },
  })
  expect(await held.finish()).toMatchObject(LINK)
})

test('R25: a link sent anew ends what was begun by the one before', async () => {
  const held = await atCounter()
  expect(await held.finish()).toEqual(WAITING)
  await world.dispatcher.must('POST', `/api/shipments/${held.id}/resend`)
  expect((await held.scan()).body).toEqual(WAITING)
  expect(await issued(held.id)).toEqual([])
  expect(await held.page.get(held.path)).toMatchObject({ status: 410, body: { code: 'link-superseded' } })
})

test('R12: an object that lost its memory in the middle of a hold goes on where it was', async () => {
  const held = await atCounter()
  const { pin } = (await held.page.must('GET', held.path)).secret
  const path = `/api/holds/${held.id}/pin`
  const wrong = String((Number(pin) + 1) % 100_000).padStart(5, '0')
  for (const left of [4, 3, 2]) {
    expect(await held.clerk.must('POST', path, { pin: wrong, labels: held.labels })).toEqual({
      outcome: 'wrong',
      left,
    })
    await world.evict(held.id)
  }
  await held.finish()
  await world.evict(held.id)
  expect(await held.clerk.must('GET', `/api/holds/${held.id}`)).toMatchObject({
    attemptsLeft: 2,
    phoneFinished: true,
  })
  expect((await held.scan()).body).toEqual(LINK)
  const events = await eventsOf(world, held.id)
  expectUnbroken(events)
  expect(ofType(events, 'received-at-point')).toHaveLength(1)
  await world.until(async () => {
    const { items } = await held.clerk.must('GET', '/api/holds/day')
    return items.some(
      ({ kind, shipmentId }: Record<string, string>) => kind === 'issued' && shipmentId === held.id,
    )
  })
})
