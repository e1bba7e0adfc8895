import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { check } from '../../web/verify/check.ts'
import type { EvidencePack } from '../../worker/api/shipments/evidence.ts'
import { MOMENTS, rechain } from '../support/days.ts'
import { forgive } from '../support/documented.ts'
import { pinOf } from '../support/door.ts'
import { type Harness, startWorld } from '../support/harness.ts'
import { startReceiver } from '../support/receiver.ts'
import { endpoint } from '../support/webhooks.ts'
import { contractFor, type Delivery, outForDelivery } from '../support/world.ts'

let world: Harness
let keys: Parameters<typeof check>[1]
let delivery: Delivery
/** The pack, a receipt and a webhook as somebody kept them before anything was changed. */
let pack: string
let receipt: string
let webhook: string

const policy = { moments: MOMENTS }
beforeAll(async () => {
  // What it spoils would be met by the sweeps of every other file.
  world = await startWorld()
  keys = (await world.dispatcher.must('GET', '/.well-known/jwks.json')).keys
  const receiver = await startReceiver()
  await endpoint(world, receiver.url, await contractFor(world, 'chronopost', policy))
  delivery = await outForDelivery(world, 'chronopost', { arrived: true, policy })
  const pin = await pinOf(world, delivery)
  await delivery.courier.must('POST', `/api/stops/${delivery.id}/pin`, { pin })
  const told = await world.until(async () => receiver.got.find(({ text }) => text.includes('handed-over')))
  await receiver.close()
  webhook = told.text
  pack = await packNow()
  receipt = (await world.dispatcher.must('GET', `/api/shipments/${delivery.id}/receipt`)).receipts[0].jws
})
afterAll(() => world?.close())

const packNow = async () => (await world.dispatcher.get(`/api/shipments/${delivery.id}/evidence`)).text
const faultsOf = async (...texts: string[]) => (await check(texts, keys)).faults
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Returns a text with another character at one place. */
function changed(text: string, at: number, to: string): string {
  const where = at % text.length
  return text.slice(0, where) + to + text.slice(where + 1)
}
const printable = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code))

test('R31: any one byte changed in any stored event is found, with its number', async () => {
  // A row that was changed by hand may no longer look like an event.
  forgive(/evidence 200: data\/events/)
  const COLUMNS = ['at', 'by_role', 'by_id', 'fact', 'bound', 'hash'] as const
  const rows = await world.sql(delivery.id, 'SELECT * FROM events ORDER BY seq')
  const place = fc.record({
    row: fc.integer({ min: 0, max: rows.length - 1 }),
    column: fc.constantFrom(...COLUMNS),
    at: fc.nat(10_000),
    to: printable,
    digit: fc.integer({ min: 0, max: 9 }),
  })
  let tried = 0
  const tampered = fc.asyncProperty(place, async ({ row, column, at, to, digit }) => {
    const before = rows[row]?.[column]
    if (before === null || before === undefined) return
    const text = String(before)
    const after = changed(text, at, column === 'at' ? String(digit) : to)
    if (after === text || (column === 'at' && after.startsWith('0'))) return
    const seq = row + 1
    const set = (value: string) =>
      world.sql(delivery.id, `UPDATE events SET ${column} = ${value} WHERE seq = ${seq}`)
    await set(column === 'at' ? after : quoted(after))
    try {
      expect(await faultsOf(await packNow())).toContainEqual({ what: 'chain-broken', seq })
      tried++
    } finally {
      await set(column === 'at' ? text : quoted(text))
    }
  })
  await fc.assert(tampered, { numRuns: 80 })
  expect(tried).toBeGreaterThan(60)
  expect(await faultsOf(await packNow())).toEqual([])
})

test('R31: a log that cannot be followed keeps no other from being tried under a draft', async () => {
  const own = { moments: { released: ['sms' as const], held: ['sms' as const] } }
  const contractId = await contractFor(world, 'chronopost', own)
  const [broken] = [await outForDelivery(world, 'chronopost', { policy: own })]
  await outForDelivery(world, 'chronopost', { policy: own })
  const tried = () =>
    world.dispatcher.must('POST', `/api/contracts/${contractId}/dry-run`, { profile: 'kse' })
  const before = await tried()
  await world.sql(broken.id, 'UPDATE events SET fact = \'{"type":"none"}\' WHERE seq = 2')
  expect(await tried()).toMatchObject({ tried: before.tried, missing: before.missing + 1 })
})

test('R31: an event put in, taken out or moved in the storage is found, with its number', async () => {
  const { id } = delivery
  await world.sql(id, 'UPDATE events SET seq = 300 WHERE seq = 3')
  expect(await faultsOf(await packNow())).toContainEqual({ what: 'chain-broken', seq: 3 })
  await world.sql(id, 'UPDATE events SET seq = 3 WHERE seq = 300')
  await world.sql(id, 'CREATE TABLE spare AS SELECT * FROM events WHERE seq = 2')
  await world.sql(id, 'DELETE FROM events WHERE seq = 2')
  expect(await faultsOf(await packNow())).toContainEqual({ what: 'chain-broken', seq: 2 })
  await world.sql(id, 'INSERT INTO events SELECT * FROM spare')
  await world.sql(id, 'DROP TABLE spare')
  expect(await faultsOf(await packNow())).toEqual([])
})

test('R31: any one byte changed in a pack is found; in an event, with its number', async () => {
  const bytes = Buffer.from(pack)
  const { events } = JSON.parse(pack) as EvidencePack
  const first = bytes.indexOf('"events":[') + '"events":['.length
  const spans = events.map((event) => Buffer.byteLength(JSON.stringify(event)))
  const place = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }))
  const tampered = fc.asyncProperty(place, async ([at, to]) => {
    fc.pre(bytes[at] !== to)
    const text = Buffer.from(bytes)
    text[at] = to
    const faults = await faultsOf(text.toString())
    expect(faults).not.toEqual([])
    let from = first
    const index = spans.findIndex((span) => {
      const inside = at >= from && at < from + span
      from += span + 1
      return inside
    })
    const unreadable = faults.some(({ what }) => what === 'unreadable')
    // A file that is no longer JSON has no events to count.
    if (index >= 0 && !unreadable) expect(faults).toContainEqual({ what: 'chain-broken', seq: index + 1 })
  })
  await fc.assert(tampered, { numRuns: 1000 })
})

test('R31: who rewrites the log with all its hashes is found by whoever kept a receipt, a webhook or a pack', async () => {
  const { id } = delivery
  const at = JSON.parse(webhook).data.seq
  const [row] = await world.sql(id, `SELECT fact FROM events WHERE seq = ${at}`)
  const lie = String(row?.fact).replace('"proof":"pin"', '"proof":"qr"')
  await world.sql(id, `UPDATE events SET fact = ${quoted(lie)} WHERE seq = ${at}`)
  await rechain(world, id)
  // The new log is consistent in itself, because the server signs whatever its storage contains.
  const rewritten = await packNow()
  expect(await faultsOf(rewritten)).toEqual([])
  const older = (JSON.parse(pack) as EvidencePack).events.length
  expect(await faultsOf(rewritten, receipt)).toEqual([{ what: 'receipt-differs', seq: at }])
  expect(await faultsOf(webhook, rewritten)).toEqual([{ what: 'webhook-differs', seq: at }])
  expect(await faultsOf(pack, rewritten)).toEqual([{ what: 'pack-differs', seq: older }])
  await world.sql(id, `UPDATE events SET fact = ${quoted(String(row?.fact))} WHERE seq = ${at}`)
  await rechain(world, id)
  expect(await faultsOf(await packNow(), receipt, webhook, pack)).toEqual([])
})

test('R31: a log that was cut short is found against the last receipt, webhook or pack', async () => {
  const { id } = delivery
  const at = JSON.parse(webhook).data.seq
  await world.sql(id, `DELETE FROM events WHERE seq >= ${at}`)
  await world.evict(id)
  const cut = await packNow()
  expect((JSON.parse(cut) as EvidencePack).events).toHaveLength(at - 1)
  expect(await faultsOf(cut)).toEqual([])
  expect(await faultsOf(cut, receipt)).toEqual([{ what: 'receipt-differs', seq: at }])
  expect(await faultsOf(cut, webhook)).toEqual([{ what: 'webhook-differs', seq: at }])
  const older = (JSON.parse(pack) as EvidencePack).events.length
  expect(await faultsOf(cut, pack)).toEqual([{ what: 'pack-differs', seq: older }])
})

test('R31: nothing is done on a history that somebody wrote into', async () => {
  const { id } = await outForDelivery(world, 'kse')
  await world.sql(id, `UPDATE events SET fact = '{"type":"nonsense"}' WHERE seq = 3`)
  await world.evict(id)
  expect((await world.dispatcher.get(`/api/shipments/${id}`)).status).toBe(500)
  expect((await world.dispatcher.post(`/api/shipments/${id}/cancel`, { reason: 'x' })).status).toBe(500)
})

test('R32: what is given together has to be about one shipment, and an event alone proves nothing', async () => {
  const other = await outForDelivery(world, 'kse')
  const theirs = (await world.dispatcher.get(`/api/shipments/${other.id}/evidence`)).text
  expect(await faultsOf(theirs, receipt)).toContainEqual({ what: 'other-shipment' })
  expect(await faultsOf(webhook)).toEqual([{ what: 'needs-pack' }])
  const event = JSON.parse(webhook)
  const cloud = JSON.stringify({ specversion: '1.0', id: 'x', data: event.data })
  expect(await faultsOf(pack, cloud)).toEqual([])
})
