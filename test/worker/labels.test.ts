import { beforeAll, expect, test } from 'vitest'
import { sharedWorld } from '../support/harness.ts'
import { stranger } from '../support/requests.ts'
import { listen } from '../support/socket.ts'
import { openLink, outForDelivery, secretOf, type World } from '../support/world.ts'
import { finish, NAMED, scan } from './page.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld()
})

const linkOf = async (phone: string) => (await secretOf(world, phone)).link
const seen = async (id: string) => (await world.dispatcher.get(`/api/shipments/${id}`)).body

const SCAN = { reveal: 'scan', door: ['pin', 'qr', 'link'] }

test('R7, R19: a typed number neither binds nor reveals, the camera does both', async () => {
  const door = await outForDelivery(world, 'kse', { policy: SCAN })
  const { link, pin } = await secretOf(world, door.phone)
  expect(pin).toBeNull()
  const [typist, other] = [await openLink(world, link), await openLink(world, link)]
  expect((await typist.phone.get(typist.path)).body.secret).toBeUndefined()
  expect((await scan(typist.phone, typist.path, door.labels[0] ?? '', 'typed')).body.outcome).toBe('match')
  expect((await typist.phone.get(typist.path)).body.secret).toBeUndefined()
  const early = await typist.phone.post(`${typist.path}/confirm`, { noClaims: true })
  expect([early.status, early.body.code]).toEqual([409, 'not-arrived'])
  // The link is not bound yet. When another phone scans, it becomes the owner.
  expect((await scan(other.phone, other.path, door.labels[0] ?? '')).body.outcome).toBe('match')
  const shown = (await other.phone.get(other.path)).body.secret
  expect(shown.pin).toMatch(/^\d{5}$/)
  expect(shown.qr).toMatch(/^SESAME:1:/)
  expect((await typist.phone.get(typist.path)).body.code).toBe('link-owned')
  const messages = (await world.messages(door.phone)).map(({ text }) => text).join('\n')
  expect(messages).not.toContain(shown.pin)
})

test('R7: a photo reveals only after recorded arrival', async () => {
  const door = await outForDelivery(world, 'kse', { policy: SCAN })
  const { phone, path } = await openLink(world, await linkOf(door.phone))
  await scan(phone, path, door.labels[0] ?? '', 'photo')
  expect((await phone.get(path)).body.secret).toBeUndefined()
  await door.courier.must('POST', `/api/stops/${door.id}/arrive`, { at: new Date().toISOString() })
  const { pin } = (await phone.get(path)).body.secret
  const released = await door.courier.must('POST', `/api/stops/${door.id}/pin`, { pin })
  expect(released.outcome).toBe('handed-over')
})

test('R19: ten wrong labels lock the page for the right one too, and raise an alert', async () => {
  const door = await outForDelivery(world, 'kse')
  const { phone, path } = await openLink(world, await linkOf(door.phone))
  for (let left = 9; left >= 0; left--)
    expect((await scan(phone, path, `WRONG-LABEL-${left}`)).body).toEqual({ outcome: 'mismatch', left })
  const locked = await scan(phone, path, door.labels[0] ?? '')
  expect([locked.status, locked.body.code]).toEqual([409, 'page-locked'])
  const alert = await world.until(async () =>
    (await world.dispatcher.get('/api/alerts')).body.items.find(
      ({ shipmentId }: { shipmentId: string }) => shipmentId === door.id,
    ),
  )
  expect(alert.kind).toBe('page-locked')
})

test('R20: a neighbour’s label is a mismatch that reveals nothing, and the courier hears it', async () => {
  const [door, neighbour] = [
    await outForDelivery(world, 'kse'),
    await outForDelivery(world, 'kse', { recipient: { name: 'Ирина Соседова' } }),
  ]
  const tablet = await listen(world, `/api/stops/${door.id}/live`, door.courier.cookie)
  const { phone, path } = await openLink(world, await linkOf(door.phone))
  const wrong = await scan(phone, path, neighbour.labels[0] ?? '')
  expect(wrong.body).toEqual({ outcome: 'mismatch', left: 9 })
  await world.until(async () => tablet?.heard.some(({ because }) => because === 'wrong-label-scanned'))
  const page = await phone.get(path)
  expect(page.body.delivery).toBeUndefined()
  const facts = await world.dispatcher.get(`/api/shipments/${door.id}/events`)
  for (const text of [page.text, facts.text, tablet?.frames.join() ?? '']) {
    expect(text).not.toContain(neighbour.labels[0])
    expect(text).not.toContain('Ирина')
    expect(text).not.toContain(neighbour.id)
  }
  const right = (await scan(phone, path, door.labels[0] ?? '')).body
  expect(right.delivery.recipientName).toBe('Camille Renaud')
})

test('R21: a claim stops phone, courier and dispatcher until it is decided', async () => {
  const door = await outForDelivery(world, 'kse', { arrived: true })
  const { link, pin } = await secretOf(world, door.phone)
  const { phone, path } = await openLink(world, link)
  await scan(phone, path, door.labels[0] ?? '')
  await phone.must('POST', `${path}/confirm`, { noClaims: true })
  await phone.must('POST', `${path}/claim`, { kind: 'damaged', text: 'Mouillé' })
  const at = (call: string) => `/api/stops/${door.id}/${call}`
  const calls = [
    await phone.post(`${path}/finish`, NAMED),
    await scan(phone, path, door.labels[0] ?? ''),
    await door.courier.post(at('pin'), { pin }),
    await door.courier.post(at('no-code')),
    await door.courier.post(at('fail'), { reason: 'absent' }),
    await door.courier.post(at('send'), { what: 'link' }),
    await door.courier.post(at('identity'), { declined: true }),
    await world.dispatcher.post(`/api/shipments/${door.id}/cancel`, { reason: 'no' }),
    await world.dispatcher.post(`/api/shipments/${door.id}/resend`),
    await world.dispatcher.post(`/api/rounds/${door.roundId}/withdraw`, { shipmentId: door.id }),
  ]
  for (const { status, body } of calls) expect([status, body.code]).toEqual([409, 'claim-open'])
  // Further claims are accepted. They add up and lift nothing.
  await phone.must('POST', `${path}/claim`, { kind: 'wrong' })
  await phone.must('POST', `${path}/not-me`, {})
  const { claim } = await world.dispatcher.must('GET', `/api/shipments/${door.id}`)
  expect(claim).toEqual({ kind: 'not-me', open: true, kinds: ['damaged', 'wrong', 'not-me'] })
  expect((await door.courier.post(at('pin'), { pin })).body.code).toBe('claim-open')
  // After "not me" somebody independent of the courier has to decide (R9).
  const other = await stranger(world)
  await other.must('POST', `/api/shipments/${door.id}/claim/decide`, { decision: 'resume' })
  const unsaid = await phone.post(`${path}/finish`, NAMED)
  expect(unsaid.body.code).toBe('not-confirmed')
  await phone.must('POST', `${path}/confirm`, { noClaims: true })
  expect((await phone.must('POST', `${path}/finish`, NAMED)).outcome).toBe('handed-over')
})

test('R24: two of three close as exactly that; the link that did it shows its receipt', async () => {
  const door = await outForDelivery(world, 'kse', { parcels: 3 })
  const { phone, path } = await openLink(world, await linkOf(door.phone))
  const two = door.labels.slice(0, 2)
  const { receipt } = await finish(phone, path, two)
  expect([receipt.labels, receipt.of, receipt.qr.length]).toEqual([two, 3, 2])
  const shipment = await seen(door.id)
  expect(shipment.state).toBe('partly-handed-over')
  expect(shipment.parcels.map(({ place }: { place: string }) => place)).toEqual([
    'recipient',
    'recipient',
    'vehicle',
  ])
  expect((await phone.get(path)).body.receipt).toEqual(receipt)
  const third = await scan(phone, path, door.labels[2] ?? '')
  expect([third.status, third.body.code]).toEqual([410, 'link-finished'])
})
