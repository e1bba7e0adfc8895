import { beforeAll, expect, test } from 'vitest'
import type { Client } from '../../scripts/client.ts'
import { lastFour } from '../../worker/domain/label.ts'
import { broughtTo, clerkAt, dropOffAt, heldAtPoint, newPoint, readySecret } from '../support/counter.ts'
import { eventsOf, ofType } from '../support/door.ts'
import { sharedWorld } from '../support/harness.ts'
import { requestOn, stranger } from '../support/requests.ts'
import { announce, contractFor, newCourier, outForDelivery, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld()
})

const BREST = { lat: 48.39, lon: -4.48 }
const SEEN = { documentType: 'passport', nameMatches: true, typedName: 'Camille Renaud' }

async function counter() {
  const pointId = await newPoint(world, BREST)
  return { pointId, clerk: await clerkAt(world, pointId) }
}
const alerts = async (kind: string, is: (alert: Record<string, unknown>) => boolean) =>
  ((await world.dispatcher.must('GET', '/api/alerts')).items as Record<string, unknown>[]).filter(
    (alert) => alert.kind === kind && is(alert),
  )
const identity = (clerk: Client, id: string, labels: string[]) =>
  clerk.post(`/api/holds/${id}/identity`, { ...SEEN, labels })

/** Makes a shipment that is addressed to a point and out with a courier who has not arrived there. */
async function onTheVan(pointId: string, parcels = 1) {
  const contractId = await contractFor(world, 'kse')
  const shipment = await announce(world, contractId, { parcels, destination: { pointId } })
  const { id: courierId, client: courier } = await newCourier(world)
  const date = new Date().toISOString().slice(0, 10)
  const body = { courierId, date, shipmentIds: [shipment.id] }
  const round = await world.dispatcher.must('POST', '/api/rounds', body)
  await world.dispatcher.must('POST', `/api/rounds/${round.id}/dispatch`, {})
  return { ...shipment, courier, courierId }
}

test('R28: a clerk who takes a parcel on the van from the screen alone: there is nothing on it to take', async () => {
  const mine = await counter()
  const { clerk } = mine
  const { id, labels } = await onTheVan(mine.pointId, 2)
  const [coming] = await world.until(async () => {
    const { items } = await clerk.must('GET', '/api/holds')
    return items.length > 0 && items
  })
  expect(coming).toMatchObject({ shipmentId: id, stage: 'coming', waybill: null, phoneTail: '' })
  // Nothing that a counter can read contains a label or a waybill, or a part of one.
  const read = [
    await clerk.get('/api/holds'),
    await clerk.get('/api/holds?format=csv'),
    await clerk.get('/api/holds/day'),
    await clerk.get(`/api/holds/${id}`),
    await clerk.get('/api/holds?q=Renaud'),
    await clerk.post('/api/holds/open', { labels }),
    await clerk.post(`/api/holds/${id}/open`, { labels }),
  ]
  const waybill = labels[0]!.replace(/-1$/, '')
  for (const sign of [waybill.slice(-4), waybill, ...labels])
    expect(read.map(({ text }) => text).join('\n')).not.toContain(sign)
  expect(read.slice(3).map(({ status }) => status)).toEqual([404, 200, 404, 404])
  expect(read[4]?.body.items).toEqual([])
  // The label they would need is on the parcel alone.
  expect(await identity(clerk, id, ['WB-GUESSED-1'])).toMatchObject({
    status: 404,
  })
})

test('R28: of what it has a counter knows the last four; a scan opens the hold, with exactly that label', async () => {
  const mine = await counter()
  const { clerk } = mine
  const { id, labels } = await dropOffAt(world, 'kse', mine, { parcels: 2 })
  const [one = '', two = ''] = labels
  const masked = labels.map((label) => ({ label: lastFour(label), scanned: false }))
  expect(await clerk.must('GET', `/api/holds/${id}`)).toMatchObject({ parcels: masked })
  const opened = await clerk.must('POST', '/api/holds/open', { labels: [` ${one.toLowerCase()} `] })
  expect(opened).toMatchObject({ shipmentId: id, parcels: [{ label: one, scanned: true }, masked[1]] })
  expect(JSON.stringify(opened)).not.toContain(two)
  const path = `/api/holds/${id}/open`
  expect(await clerk.must('POST', path, { labels })).toMatchObject({ waybill: one.replace(/-1$/, '') })
  // The sheet and the answers to receiving show no more.
  const sheet = await world.until(async () => {
    const answer = await clerk.get('/api/holds/day')
    return answer.body.items.length === 2 && answer
  })
  expect(sheet.body.items).toMatchObject(labels.map((label) => ({ labels: [lastFour(label)] })))
  for (const label of labels) expect(sheet.text).not.toContain(label)
  const again = await clerk.must('POST', '/api/holds/receive', { labels: [two] })
  expect(again.items).toMatchObject([{ label: two, waybill: lastFour(one.replace(/-1$/, '')) }])
  // For another point's clerk the hold does not exist.
  const other = await counter()
  expect((await other.clerk.post('/api/holds/open', { labels })).status).toBe(404)
})

test('R28: twenty foreign labels in a clerk’s day are one alert, however and how often they are sent', async () => {
  const mine = await counter()
  const { clerk, pointId } = mine
  const { id, labels } = await dropOffAt(world, 'kse', mine)
  const [elsewhere, nowhere] = [
    await heldAtPoint(world, 'kse'),
    await announce(world, await contractFor(world, 'kse')),
  ]
  const made = (n: number) => `MADE-UP-${n}`
  const key = crypto.randomUUID()
  // These labels are unknown, at the wrong point and unexpected. Repeating the call adds nothing to the
  // count.
  const body = { labels: [made(1), ...elsewhere.labels, ...nowhere.labels] }
  for (let n = 0; n < 2; n++) await clerk.post('/api/holds/receive', body, key)
  for (let n = 2; n <= 9; n++) await clerk.post('/api/holds/open', { labels: [made(n)] })
  for (let n = 10; n <= 14; n++) await identity(clerk, id, [made(n)])
  await clerk.post(`/api/holds/${id}/open`, { labels: [made(15), made(16), ...labels] })
  await clerk.post(`/api/holds/${id}/pin`, { pin: '00000', labels: [made(17)] })
  const mineOnly = async () =>
    alerts('foreign-labels', ({ personId }) => personId !== null && personId !== undefined)
  await clerk.post(`/api/holds/${id}/return`, { labels: [made(9)] })
  expect(await mineOnly()).toEqual([])
  await clerk.post(`/api/holds/${id}/scan`, { labels: [made(18)] })
  const [alert] = await mineOnly()
  expect(alert).toMatchObject({ shipmentId: null, personName: 'Inès Petit' })
  await clerk.post('/api/holds/receive', { labels: [made(19), made(20)] })
  expect(await mineOnly()).toHaveLength(1)
  // The alert blocks nothing. Honest labels do not count: those of parcels that are here or on their way
  // here.
  const { id: coming, labels: soon } = await onTheVan(pointId)
  expect((await clerk.post('/api/holds/open', { labels: soon })).status).toBe(404)
  expect((await identity(clerk, id, labels)).body).toMatchObject({ outcome: 'handed-over' })
  expect((await world.dispatcher.must('GET', `/api/shipments/${coming}`)).parcels).toMatchObject([
    { place: 'vehicle' },
  ])
})

test('R28: a parcel that nobody brought is received; a document waits for the courier, or for a second person', async () => {
  const mine = await counter()
  const { clerk } = mine
  const [late, confirmed, byCode] = [
    await onTheVan(mine.pointId),
    await onTheVan(mine.pointId, 2),
    await onTheVan(mine.pointId),
  ]
  const all = [late, confirmed, byCode]
  const labels = all.flatMap((one) => one.labels)
  const { items } = await clerk.must('POST', '/api/holds/receive', { labels })
  expect(new Set(items.map(({ outcome }: { outcome: string }) => outcome))).toEqual(new Set(['undeclared']))
  for (const one of all) {
    const answer = await identity(clerk, one.id, one.labels)
    expect(answer).toMatchObject({ status: 409, body: { code: 'receipt-unconfirmed' } })
    await world.until(
      async () => (await alerts('undeclared', ({ shipmentId }) => shipmentId === one.id)).length > 0,
    )
  }
  // An accomplice with another round cannot record the arrival. The courier of this round can, late.
  const accomplice = await newCourier(world)
  const at = { at: new Date().toISOString() }
  expect((await accomplice.client.post(`/api/stops/${late.id}/arrive`, at)).status).toBe(404)
  await late.courier.must('POST', `/api/stops/${late.id}/arrive`, at)
  expect(ofType(await eventsOf(world, late.id), 'arrived')[0]?.data).toMatchObject({ late: true })
  expect((await identity(clerk, late.id, late.labels)).body).toMatchObject({ outcome: 'handed-over' })

  // The dispatcher who made both the clerk and the courier is no second person.
  const path = `/api/holds/${confirmed.id}/confirm-receipt`
  const own = await world.dispatcher.post(path, { labels: confirmed.labels })
  expect(own).toMatchObject({ status: 403, body: { code: 'second-person' } })
  const other = await stranger(world)
  await other.must('POST', path, { labels: confirmed.labels.slice(0, 1) })
  expect((await identity(clerk, confirmed.id, confirmed.labels)).status).toBe(409)
  const request = await requestOn(world, { kind: 'receipt', shipmentId: confirmed.id }, other)
  expect(request).toMatchObject({
    askedBy: null,
    mayAgree: true,
    shown: { labels: confirmed.labels.slice(1) },
  })
  const mineToo = await requestOn(world, { kind: 'receipt', shipmentId: confirmed.id })
  expect(mineToo.mayAgree).toBe(false)
  const agree = { decision: 'agree', seen: request.fingerprint }
  await other.must('POST', `/api/requests/${request.id}/decide`, agree)
  expect((await identity(clerk, confirmed.id, confirmed.labels)).body).toMatchObject({
    outcome: 'handed-over',
  })

  // Whoever has the code needs no second person.
  const { pin } = await readySecret(world, byCode.phone)
  const issued = await clerk.must('POST', `/api/holds/${byCode.id}/pin`, { pin, labels: byCode.labels })
  expect(issued).toMatchObject({ outcome: 'handed-over', code: 'PIN' })
})

test('R21: the recipient says nobody came; no document issues it until they take it back', async () => {
  const held = await heldAtPoint(world, 'kse', { received: true })
  const { phone, path } = await readySecret(world, held.phone)
  await phone.must('POST', `${path}/claim`, { kind: 'nobody-came' })
  expect(await phone.must('GET', path)).toMatchObject({ suspended: ['nobody-came'] })
  const refused = await identity(held.clerk, held.id, held.labels)
  expect(refused).toMatchObject({ status: 409, body: { code: 'identity-suspended' } })
  expect(await held.clerk.must('GET', `/api/holds/${held.id}`)).toMatchObject({ suspended: true })
  // A dispatcher who is not independent gets a request, which also stands in the inbox.
  const asked = await world.dispatcher.send('POST', `/api/shipments/${held.id}/suspension/lift`, {})
  expect(asked).toMatchObject({ status: 202, body: { request: expect.stringMatching(/^suspension:/) } })
  const request = await requestOn(world, { kind: 'suspension', shipmentId: held.id }, await stranger(world))
  expect(request).toMatchObject({
    id: asked.body.request,
    shown: { reasons: ['nobody-came'] },
    mayAgree: true,
  })
  await phone.must('POST', `${path}/suspension/lift`, {})
  expect(await phone.must('GET', path)).toMatchObject({ suspended: [] })
  expect((await phone.post(`${path}/suspension/lift`)).body).toMatchObject({ code: 'no-suspension' })
  expect((await identity(held.clerk, held.id, held.labels)).body).toMatchObject({ outcome: 'handed-over' })
})

test('R9, R21: an independent dispatcher lifts it alone, or keeps it; kept, another is asked again', async () => {
  const held = await heldAtPoint(world, 'chronopost', { received: true })
  const { phone, path } = await readySecret(world, held.phone)
  await phone.must('POST', `${path}/not-me`)
  const [one, two] = [await stranger(world, 'One'), await stranger(world, 'Two')]
  const first = await requestOn(world, { kind: 'suspension', shipmentId: held.id }, one)
  const decline = { decision: 'decline', seen: first.fingerprint }
  await one.must('POST', `/api/requests/${first.id}/decide`, decline)
  expect((await identity(held.clerk, held.id, held.labels)).body.code).toBe('identity-suspended')
  const lift = `/api/shipments/${held.id}/suspension/lift`
  const again = await world.dispatcher.must('POST', lift, {})
  expect(again.request).not.toBe(first.id)
  const second = await requestOn(world, { kind: 'suspension', shipmentId: held.id }, two)
  expect(second).toMatchObject({ id: again.request, mayAgree: true })
  await two.must('POST', lift, {})
  expect((await identity(held.clerk, held.id, held.labels)).body).toMatchObject({ outcome: 'handed-over' })
})

test('R18, R28: two "not me" after a document block that clerk’s identity check, until an independent dispatcher', async () => {
  const mine = await counter()
  const { clerk } = mine
  const shipments = [await dropOffAt(world, 'kse', mine), await dropOffAt(world, 'kse', mine)]
  for (const { id, labels, phone: number } of shipments) {
    const { phone, path } = await readySecret(world, number)
    await clerk.must('POST', `/api/holds/${id}/identity`, { ...SEEN, labels })
    await phone.must('POST', `${path}/not-me`)
  }
  const next = await dropOffAt(world, 'kse', mine)
  expect(await identity(clerk, next.id, next.labels)).toMatchObject({
    status: 409,
    body: { code: 'blocked' },
  })
  const [alert] = await world.until(async () => {
    const found = await alerts('identity-blocked', ({ shipmentId }) => shipmentId === shipments[1]?.id)
    return found.length > 0 && found
  })
  expect(alert).toMatchObject({ personName: 'Inès Petit' })
  await (await stranger(world)).must('POST', `/api/people/${alert?.personId}/release`)
  expect((await identity(clerk, next.id, next.labels)).body).toMatchObject({ outcome: 'handed-over' })
})

test('R15, R28: no call of a courier or a clerk answers labels that are not theirs to know', async () => {
  const mine = await counter()
  const theirs = await outForDelivery(world, 'kse', { arrived: true })
  const here = await dropOffAt(world, 'kse', mine)
  const { courier } = await broughtTo(world, [
    (await announce(world, await contractFor(world, 'kse'), { destination: { pointId: mine.pointId } })).id,
  ])
  const labels = [...theirs.labels, ...here.labels]
  const asked = [
    courier.get('/api/round'),
    courier.get(`/api/stops/${theirs.id}`),
    courier.get(`/api/holds/${here.id}`),
    courier.get(`/api/shipments?q=${labels[0]}`),
    mine.clerk.get(`/api/stops/${theirs.id}`),
    mine.clerk.get(`/api/shipments/${here.id}`),
    mine.clerk.get(`/api/shipments/${here.id}/events`),
    mine.clerk.get(`/api/holds/${theirs.id}`),
    mine.clerk.get('/api/round'),
  ]
  for (const { text } of await Promise.all(asked))
    for (const label of labels) expect(text).not.toContain(label)
})
