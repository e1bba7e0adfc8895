import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from '../../scripts/client.ts'
import { clerkAt, heldAtPoint } from '../support/counter.ts'
import { eventsOf, ofType } from '../support/door.ts'
import { startWorld } from '../support/harness.ts'
import { wedged } from '../support/wedge.ts'
import { openLink, outForDelivery, secretOf, type World } from '../support/world.ts'
import { filesBelow } from './needles.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

const FIVE = [
  'EXAMPLE-0002',
  '%0075001XXXX00000000001250',
  'https://shop.example/o/771',
  '4006381333931',
  'ORD-77120',
]

async function pageOf(parcels = 1) {
  const door = await outForDelivery(world, 'kse', { parcels })
  const { phone, path } = await openLink(world, (await secretOf(world, door.phone)).link)
  const present = (labels: unknown, by = 'camera') => phone.post(`${path}/scan`, { labels, by })
  return { door, phone, path, present }
}

test('R19: one presentation is one try, and a sixth label or a second typed one is refused and free', async () => {
  const { door, phone, path, present } = await pageOf()
  expect((await present(FIVE)).body).toEqual({ outcome: 'mismatch', left: 9 })
  for (const free of ['https://shop.example/o/771', '4006381333931'])
    expect((await present([free])).body).toEqual({ outcome: 'mismatch', left: 9 })
  const many = { status: 400, body: { code: 'bad-request', errors: [{ field: 'labels', code: 'too-many' }] } }
  expect(await present([...FIVE, 'EXAMPLE-0003'])).toMatchObject(many)
  expect(await present(['EXAMPLE-0002', 'EXAMPLE-0003'], 'typed')).toMatchObject(many)
  expect((await present([])).status).toBe(400)
  // Spellings of one label are one.
  expect((await present(['EXAMPLE-0002', ' example-0002', 'EXAMPLE–0002.'], 'typed')).body.left).toBe(8)
  // The form of clients that know one label only.
  expect((await phone.post(`${path}/scan`, { label: 'EXAMPLE-0002', by: 'typed' })).body.left).toBe(7)
  expect((await present([...FIVE.slice(1), ...door.labels])).body.outcome).toBe('match')
  expect(ofType(await eventsOf(world, door.id), 'wrong-label-scanned')).toHaveLength(3)
})

test('R24: one look at all parcels of a shipment records each', async () => {
  const { door, present } = await pageOf(3)
  const { delivery } = (await present([...door.labels.slice(1), 'EXAMPLE-0002'])).body
  expect(delivery.parcels.map(({ scanned }: { scanned: boolean }) => scanned)).toEqual([false, true, true])
})

test('R4: what is a code, a receipt or a link is refused as a label, free, neither repeated nor stored', async () => {
  const { door, phone, path } = await pageOf()
  const held = await heldAtPoint(world, 'kse', { received: true })
  const clerk = await clerkAt(world, held.pointId)
  const depot = await signIn(world.url, world.signingKey, 'depot')
  const bits = 'hushHushhushHushhushHu'
  const secrets = [
    `SESAME:1:${door.id}:${bits}`,
    wedged(`SESAME:1:${door.id}:${bits}`, 'us', 'fr'),
    wedged(`SESAME:1:${door.id}:${bits}`, 'de', 'ru', true),
    `SESAME:1R:${door.id}:1:${bits}`,
    `https://sesame.example/r#${door.id}.hushHushhushHu`,
  ]
  for (const secret of secrets) {
    const calls = [
      await phone.post(`${path}/scan`, { labels: [secret, ...door.labels], by: 'camera' }),
      await phone.post(`${path}/scan`, { label: secret, by: 'camera' }),
      await clerk.post('/api/holds/receive', { labels: [...held.labels, secret] }),
      await clerk.post('/api/holds/open', { labels: [secret] }),
      await clerk.post(`/api/holds/${held.id}/identity`, {
        documentType: 'passport',
        nameMatches: true,
        labels: [secret],
      }),
      await clerk.post(`/api/holds/${held.id}/pin`, { pin: '00000', labels: [secret] }),
      await depot.post('/api/depot/receive', { labels: [secret] }),
      await door.courier.post(`/api/stops/${door.id}/pin`, { pin: '00000', labels: [secret] }),
      await door.courier.post('/api/round/close', { scanned: [secret] }),
    ]
    for (const { status, body, text } of calls) {
      expect({ status, code: body.errors[0].code }).toEqual({ status: 400, code: 'secret' })
      expect(text).not.toMatch(/hush/i)
    }
  }
  expect((await phone.get(path)).body.wrongLabelsLeft).toBe(10)
  const events = [...(await eventsOf(world, door.id)), ...(await eventsOf(world, held.id))]
  for (const type of ['code-refused', 'label-scanned', 'wrong-label-scanned'])
    expect(ofType(events, type)).toEqual([])
  for (const { name, bytes } of filesBelow(join(world.state, 'wrangler')))
    expect(/hushhushhush/i.test(bytes), name).toBe(false)
})

test('R28: depot and counter take what wedge scanners of other keyboards type', async () => {
  const held = await heldAtPoint(world, 'kse')
  const clerk = await clerkAt(world, held.pointId)
  const [label = ''] = held.labels
  const typed = wedged(label, 'us', 'fr')
  expect(typed).not.toBe(label)
  const { items } = await clerk.must('POST', '/api/holds/receive', {
    labels: [typed, '\x02nobody knows\x03'],
  })
  expect(items).toMatchObject([{ outcome: 'expected', shipmentId: held.id }, { outcome: 'unknown' }])
  const opened = await clerk.must('POST', '/api/holds/open', { labels: [wedged(label, 'us', 'ru')] })
  expect(opened.parcels).toMatchObject([{ label, scanned: true }])
  const depot = await signIn(world.url, world.signingKey, 'depot')
  const back = await depot.must('POST', '/api/depot/receive', {
    labels: [`]C0${label}`, wedged(label, 'de', 'fr')],
  })
  expect(back.items.map(({ shipmentId }: { shipmentId?: string }) => shipmentId)).toEqual([held.id, held.id])
})
