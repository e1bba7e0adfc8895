import { beforeAll, expect, test } from 'vitest'
import { Client, signIn } from '../../scripts/client.ts'
import { clerkAt, heldAtPoint } from '../support/counter.ts'
import { sharedWorld } from '../support/harness.ts'
import { complain, ledgerOf, monthIn, rowOf, suspected } from '../support/violations.ts'
import {
  announce,
  contractFor,
  type Delivery,
  openLink,
  outForDelivery,
  secretOf,
  type World,
} from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld()
})

const month = monthIn('chronopost')

/** Returns the log's events of one type. Each such fact makes one row. */
async function factsOf({ id }: Delivery, type: string): Promise<unknown[]> {
  const { events } = await world.dispatcher.must('GET', `/api/shipments/${id}/events`)
  return events.filter((event: { type: string }) => event.type === type)
}

/** Plays what happens at the door before the recipient complains. */
async function visited(profile: 'kse' | 'chronopost', how: 'absent' | 'pin'): Promise<Delivery> {
  const door = await outForDelivery(world, profile, { arrived: true })
  const stop = `/api/stops/${door.id}`
  if (how === 'absent') await door.courier.must('POST', `${stop}/fail`, { reason: 'absent' })
  else await door.courier.must('POST', `${stop}/pin`, { pin: (await secretOf(world, door.phone)).pin })
  return door
}

test.each([
  ['chronopost', 5000, 'EUR'],
  ['kse', null, null],
] as const)(
  'R26, R27: what return control cannot explain is one row, in %s for %s',
  async (profile, amount, currency) => {
    const door = await outForDelivery(world, profile, { parcels: 3, arrived: true })
    const [first, ...missing] = door.labels
    const count = await door.courier.must('POST', '/api/round/close', { scanned: [first] })
    expect(count.unexplained).toEqual(missing.map((label) => ({ shipmentId: door.id, label })))
    const row = await rowOf(world, door.id)
    expect(row).toMatchObject({ kind: 'unexplained', state: 'suspected', amount, currency })
    expect(row.month).toBe(monthIn(profile))
    expect(row).toMatchObject({ courierId: door.courierId, roundId: door.roundId, labels: missing })
    // Counting again finds the same parcels and makes no second row.
    await door.courier.must('POST', '/api/round/close', { scanned: [first] })
    expect(await ledgerOf(world, door.id)).toHaveLength(1)
  },
)

test.each([
  ['nobody-came', 'chronopost', 'absent', 5000],
  ['nobody-came', 'kse', 'absent', null],
  ['no-code-asked', 'chronopost', 'pin', 5000],
  ['not-received', 'chronopost', 'pin', 5000],
  ['not-received', 'kse', 'pin', null],
] as const)(
  'R27: "%s" by the recipient’s link in %s after "%s" is one row',
  async (kind, profile, how, amount) => {
    const door = await visited(profile, how)
    await complain(world, door, kind)
    expect(await rowOf(world, door.id)).toMatchObject({
      kind,
      amount,
      state: 'suspected',
      labels: door.labels,
    })
    await complain(world, door, kind)
    await world.dispatcher.must('GET', `/api/shipments/${door.id}`)
    expect(await ledgerOf(world, door.id)).toHaveLength(1)
  },
)

test.each(['damaged', 'wrong', 'other'])(
  'R27: a complaint about the parcel (%s) accuses nobody',
  async (kind) => {
    const door = await visited('chronopost', 'pin')
    await complain(world, door, kind)
    await complain(world, door, 'not-received')
    // The second complaint's row shows that the first one had its time to arrive.
    await rowOf(world, door.id)
    expect((await ledgerOf(world, door.id)).map((row) => row.kind)).toEqual(['not-received'])
  },
)

test('R27: what is said of a counter’s issue is no courier’s breach', async () => {
  const held = await heldAtPoint(world, 'kse', { received: true })
  const identity = { documentType: 'passport', nameMatches: true, labels: held.labels, typedName: 'C. R.' }
  await held.clerk.must('POST', `/api/holds/${held.id}/identity`, identity)
  await complain(world, held, 'not-received')
  await world.until(async () => {
    const { items } = await world.dispatcher.must('GET', '/api/alerts')
    return items.some(
      (alert: { shipmentId: string; kind: string }) => alert.shipmentId === held.id && alert.kind === 'claim',
    )
  })
  expect(await ledgerOf(world, held.id)).toEqual([])
})

test('R27: a dispatcher reports a visit by hand; one who was never visited, or an ordinary shipment, is refused', async () => {
  const door = await visited('chronopost', 'pin')
  const report = { shipmentId: door.id, kind: 'without-code', comment: 'Neighbour’s photo' }
  expect((await world.dispatcher.post('/api/violations', report, 'the-key-of-one-report')).status).toBe(200)
  expect((await world.dispatcher.post('/api/violations', report, 'the-key-of-one-report')).status).toBe(200)
  const row = await rowOf(world, door.id)
  expect(row).toMatchObject({ kind: 'without-code', amount: 5000, currency: 'EUR', labels: door.labels })
  expect(await factsOf(door, 'violation-suspected')).toHaveLength(1)
  expect(await ledgerOf(world, door.id)).toHaveLength(1)
  const ordinary = await outForDelivery(world, 'chronopost', { recipient: { kind: 'business' } })
  const waiting = await announce(world, await contractFor(world, 'chronopost'))
  for (const [shipmentId, status, code] of [
    [ordinary.id, 409, 'not-secured'],
    [waiting.id, 409, 'not-out-for-delivery'],
    ['unknown', 404, 'not-found'],
  ] as const)
    expect(await world.dispatcher.post('/api/violations', { ...report, shipmentId })).toMatchObject({
      status,
      body: { code },
    })
})

test('R27: the CSV of a month is what the list shows, and no cell of it is run as a formula', async () => {
  const named = { name: '=HYPERLINK("http://x","Été")' }
  const provider = await world.dispatcher.must('POST', '/api/providers', named)
  const courier = await world.dispatcher.must('POST', '/api/couriers', {
    name: '+33 Lucas, "Lulu"',
    providerId: provider.id,
  })
  const contractId = await contractFor(world, 'chronopost')
  const { id, labels } = await announce(world, contractId, { parcels: 2, waybill: '-WB;1' })
  const date = new Date().toISOString().slice(0, 10)
  const round = { courierId: courier.id, date, shipmentIds: [id] }
  const { id: roundId } = await world.dispatcher.must('POST', '/api/rounds', round)
  await world.dispatcher.must('POST', `/api/rounds/${roundId}/dispatch`, {})
  await world.dispatcher.must('POST', `/api/rounds/${roundId}/close`, { scanned: [] })
  const row = await rowOf(world, id)
  const query = `month=${month}&provider=${provider.id}&state=suspected`
  const { items } = await world.dispatcher.must('GET', `/api/violations?${query}`)
  expect(items).toEqual([row])
  const { cookie } = world.dispatcher
  const csv = await fetch(`${world.url}/api/violations?${query}&format=csv`, { headers: { cookie } })
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const file = `attachment; filename="violations-${month}.csv"`
  expect(csv.headers.get('content-disposition')).toBe(file)
  const bytes = new Uint8Array(await csv.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const [header, line, ...rest] = new TextDecoder().decode(bytes).split('\r\n')
  const columns =
    'ID,Date (UTC),Month,Provider,Courier,Waybill,Labels,Kind,State,Amount,Currency,Distance (m),On site (s)'
  expect(header).toBe(columns)
  const cells = [
    `"'=HYPERLINK(""http://x"",""Été"")"`,
    `"'+33 Lucas, ""Lulu"""`,
    "'-WB;1",
    `'${labels.join(' ')}`,
    'unexplained,suspected,50.00,EUR,,',
  ]
  expect(line).toBe(`${row.id},${row.at},${month},${cells.join(',')}`)
  expect(rest).toEqual([''])
  for (const other of ['month=2020-01', `provider=${provider.id}&state=upheld`, 'provider=nobody'])
    expect((await world.dispatcher.must('GET', `/api/violations?${other}`)).items).toEqual([])
})

test('R27: nobody but a dispatcher sees or touches the ledger and the evidence', async () => {
  const { door, row } = await suspected(world)
  const { phone } = await openLink(world, (await secretOf(world, door.phone)).link)
  const { key } = await world.dispatcher.must('POST', '/api/api-keys', { name: 'ERP' })
  const at = `/api/violations/${row.id}`
  const before = await world.dispatcher.must('GET', at)
  const who = [
    [new Client(world.url), 401, {}],
    [phone, 401, {}],
    [door.courier, 403, {}],
    [await clerkAt(world, door.pointId), 403, {}],
    [await signIn(world.url, world.signingKey, 'depot'), 403, {}],
    [new Client(world.url), 403, { authorization: `Bearer ${key}` }],
  ] as const
  const calls = [
    ['GET', '/api/violations'],
    ['GET', '/api/violations?format=csv'],
    ['GET', '/api/violations/sums'],
    ['GET', at],
    ['POST', '/api/violations', { shipmentId: door.id, kind: 'other', comment: 'x' }],
    ['POST', `${at}/contest`, { comment: 'x' }],
    ['POST', `${at}/decide`, { decision: 'waived', comment: 'x' }],
    ['GET', '/api/requests'],
    ['POST', `/api/requests/waiver:${row.id}:1/decide`, { decision: 'agree', seen: 'x' }],
    ['GET', '/api/evidence'],
    ['GET', `/api/evidence/${door.courierId}`],
  ] as const
  for (const [client, status, headers] of who)
    for (const [method, path, body] of calls) {
      const answer = await client.send(method, path, body, { headers })
      expect([path, answer.status]).toEqual([path, status])
      expect(answer.text).not.toContain(row.waybill)
    }
  expect(await world.dispatcher.must('GET', at)).toEqual(before)
  expect(await ledgerOf(world, door.id)).toEqual([row])
})
