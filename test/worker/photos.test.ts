import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { beforeAll, expect, test } from 'vitest'
import { Client } from '../../scripts/client.ts'
import { check } from '../../web/verify/check.ts'
import type { PersonalView } from '../../worker/api/shipments/evidence.ts'
import { daysGoBy, MOMENTS, rechain } from '../support/days.ts'
import { eventsOf, ofType, pinOf } from '../support/door.ts'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { JPEG, PNG, TAINT, taintedJpeg, upload } from '../support/pictures.ts'
import { announce, contractFor, openLink, outForDelivery, secretOf } from '../support/world.ts'

let world: Harness
beforeAll(async () => {
  world = await sharedWorld()
})

const policy = { moments: MOMENTS }

/** Makes a parcel at the door and opens its recipient's page. */
async function atDoor(profile: 'kse' | 'chronopost' = 'kse') {
  const delivery = await outForDelivery(world, profile, { arrived: true, policy })
  const opened = await openLink(world, (await secretOf(world, delivery.phone)).link)
  return { ...delivery, number: delivery.phone, ...opened }
}

const bucket = async () => {
  const { PHOTOS } = (await world.worker.getEnv()) as unknown as {
    PHOTOS: { list(options: object): Promise<{ objects: { key: string }[] }> }
  }
  return PHOTOS
}
const stored = async (id: string) =>
  (await (await bucket()).list({ prefix: `${id}/` })).objects.map(({ key }) => key.split('/')[1])
const photosOf = async (id: string) => {
  const view: PersonalView = await world.dispatcher.must('GET', `/api/shipments/${id}/personal`)
  return view.events.flatMap(({ photos }) => photos ?? [])
}
const seen = (
  id: string,
  photoId: string,
  headers: Record<string, string> = { cookie: world.dispatcher.cookie },
) => fetch(`${world.url}/api/shipments/${id}/photos/${photoId}`, { headers })
const claim = (phone: Client, path: string, photoIds: string[], key?: string) =>
  phone.post(`${path}/claim`, { kind: 'damaged', text: 'wet', photoIds }, key)

test('R21, R31: a claim takes photos along: what the dispatcher sees says nothing of who took them or where', async () => {
  const { id, phone, path } = await atDoor()
  const first = await upload(phone, path, taintedJpeg())
  const second = await upload(phone, path, PNG, { type: 'image/png' })
  expect([first.status, second.status]).toEqual([201, 201])
  // The photo is not evidence yet, so nobody can see it.
  expect((await seen(id, first.body.id)).status).toBe(404)
  expect((await claim(phone, path, [first.body.id, second.body.id])).status).toBe(200)
  const photos = await photosOf(id)
  expect(photos).toMatchObject([
    { id: first.body.id, type: 'image/jpeg', width: 24, height: 16 },
    { id: second.body.id, type: 'image/png' },
  ])
  const answer = await seen(id, first.body.id)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-disposition': expect.stringMatching(/^inline; filename="photo-[\w-]+\.jpg"$/),
  })
  const bytes = Buffer.from(await answer.arrayBuffer()).toString('latin1')
  for (const word of TAINT) expect(bytes).not.toContain(word)
  const [raised] = ofType(await eventsOf(world, id), 'claim-raised')
  expect(raised?.data).toMatchObject({ photos: 2, blocking: true })
  expect(Object.keys(raised?.data.bound as object)).toEqual(['claim', 'photos'])
  expect(JSON.stringify(raised)).not.toContain(first.body.id)
})

/** Says how long a photo will be, sends none of it, and returns the status: it is refused before it is read. */
const announced = (phone: Client, path: string, length: number) =>
  new Promise<number | undefined>((resolve, reject) => {
    const headers = {
      cookie: phone.cookie,
      'content-type': 'image/jpeg',
      'content-length': length,
      'idempotency-key': randomUUID(),
    }
    const sent = request(new URL(`${path}/photos`, phone.base), { method: 'POST', headers }, (answer) => {
      resolve(answer.statusCode)
      sent.destroy()
    })
    sent.on('error', reject)
    sent.flushHeaders()
  })

test('R31: the type is what the content says; what is no picture, or too large, is refused', async () => {
  const { phone, path } = await atDoor()
  expect((await upload(phone, path, JPEG, { type: 'image/png' })).status).toBe(201)
  const html = new TextEncoder().encode('<html><script>alert(1)</script></html>')
  expect(await upload(phone, path, html)).toMatchObject({
    status: 400,
    body: { code: 'bad-request', errors: [{ field: '', code: 'not-a-picture' }] },
  })
  expect((await upload(phone, path, JPEG, { type: 'image/svg+xml' })).status).toBe(415)
  expect(await announced(phone, path, 5 * 1024 * 1024 + 1)).toBe(413)
  expect(await upload(phone, path, JPEG, { key: 'short' })).toMatchObject({
    status: 400,
    body: { code: 'missing-key' },
  })
})

test('R36: the same key is the same photo, and another photo under it is refused', async () => {
  const { id, phone, path } = await atDoor()
  const key = randomUUID()
  const [one, again] = [await upload(phone, path, JPEG, { key }), await upload(phone, path, JPEG, { key })]
  expect(again).toEqual(one)
  expect(await stored(id)).toEqual([one.body.id])
  expect((await upload(phone, path, PNG, { key })).status).toBe(422)
  const once = randomUUID()
  const raised = await claim(phone, path, [one.body.id], once)
  expect(await claim(phone, path, [one.body.id], once)).toMatchObject({ status: 200, text: raised.text })
  expect(ofType(await eventsOf(world, id), 'claim-raised')).toHaveLength(1)
})

test('R31: twelve uploads a delivery, and none where no claim may be raised', async () => {
  const { id, phone, path } = await atDoor()
  const answers = []
  for (let n = 0; n < 13; n++) answers.push((await upload(phone, path)).status)
  expect(answers).toEqual([...new Array(12).fill(201), 409])
  expect(await stored(id)).toHaveLength(12)
  const waiting = await announce(world, await contractFor(world, 'chronopost'))
  const early = await openLink(world, (await secretOf(world, waiting.phone)).link)
  expect(await upload(early.phone, early.path)).toMatchObject({
    status: 409,
    body: { code: 'not-out-for-delivery' },
  })
  expect(await stored(waiting.id)).toEqual([])
  expect((await upload(new Client(world.url), path)).status).toBe(401)
})

test('R21: another phone’s photo, a made-up or a used one is 400 and names the field', async () => {
  const mine = await atDoor()
  const other = await atDoor()
  const theirs = (await upload(other.phone, other.path)).body.id
  const own = (await upload(mine.phone, mine.path)).body.id
  for (const ids of [[theirs], ['nothing'], [own, theirs], [own, own]]) {
    const answer = await claim(mine.phone, mine.path, ids)
    expect(answer, ids.join()).toMatchObject({
      status: 400,
      body: { code: 'unknown-photo', errors: [{ field: 'photoIds', code: 'unknown' }] },
    })
  }
  expect(ofType(await eventsOf(world, mine.id), 'claim-raised')).toHaveLength(0)
  expect((await claim(mine.phone, mine.path, [own])).status).toBe(200)
})

test('R31: what nobody claimed is gone after a day, what was claimed stays', async () => {
  const { id, phone, path } = await atDoor()
  const kept = (await upload(phone, path)).body.id
  const left = (await upload(phone, path, PNG)).body.id
  await claim(phone, path, [kept])
  expect((await stored(id)).sort()).toEqual([kept, left].sort())
  await world.dispatcher.must('POST', `/api/shipments/${id}/claim/decide`, { decision: 'depot' })
  const [{ value } = { value: '' }] = await world.sql(id, `SELECT value FROM meta WHERE name = 'photos'`)
  const earlier = JSON.stringify(
    JSON.parse(String(value)).map((photo: { at: number }) => ({ ...photo, at: photo.at - 86_400_000 })),
  )
  await world.sql(id, `UPDATE meta SET value = '${earlier}' WHERE name = 'photos'`)
  await daysGoBy(world, id, 1)
  await world.until(async () => (await stored(id)).length === 1)
  expect(await stored(id)).toEqual([kept])
})

test('R31: erasure takes photos out of the object storage, and the claim’s event still verifies', async () => {
  const delivery = await atDoor('chronopost')
  const { id, courier } = delivery
  await courier.must('POST', `/api/stops/${id}/pin`, { pin: await pinOf(world, { phone: delivery.number }) })
  const { phone, path } = delivery
  const photo = (await upload(phone, path, taintedJpeg())).body.id
  expect((await claim(phone, path, [photo])).status).toBe(200)
  await daysGoBy(world, id, 2)
  await rechain(world, id)
  expect((await seen(id, photo)).status).toBe(200)
  await world.dispatcher.must('POST', `/api/shipments/${id}/erase`, { kinds: ['photos'] })
  expect((await seen(id, photo)).status).toBe(404)
  await world.until(async () => (await stored(id)).length === 0)
  expect(await photosOf(id)).toEqual([])
  expect(JSON.stringify(await world.sql(id, 'SELECT * FROM meta'))).not.toContain(photo)
  const { keys } = await world.dispatcher.must('GET', '/.well-known/jwks.json')
  const pack = (await world.dispatcher.get(`/api/shipments/${id}/evidence`)).text
  expect((await check(pack, keys)).faults).toEqual([])
})

test('R4: another contract’s key is answered as if there were no photo; its own sees it', async () => {
  const { id, phone, path } = await atDoor()
  const photo = (await upload(phone, path)).body.id
  await claim(phone, path, [photo])
  const { contractId } = await world.dispatcher.must('GET', `/api/shipments/${id}`)
  const keyOf = async (contract: string) => ({
    authorization: `Bearer ${(await world.dispatcher.must('POST', '/api/api-keys', { name: 'Shop', contractId: contract })).key}`,
  })
  expect((await seen(id, photo, await keyOf(contractId))).status).toBe(200)
  const foreign = await seen(id, photo, await keyOf(await contractFor(world, 'chronopost')))
  const missing = await seen(id, 'nothing', await keyOf(contractId))
  expect([foreign.status, missing.status]).toEqual([404, 404])
  expect(await foreign.text()).toBe(await missing.text())
})
