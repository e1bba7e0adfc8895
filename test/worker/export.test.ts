import Papa from 'papaparse'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from '../../scripts/client.ts'
import { lastFour } from '../../worker/domain/label.ts'
import { unguarded } from '../../worker/wire/csv.ts'
import { startWorld } from '../support/harness.ts'
import { announce, contractFor, type Delivery, outForDelivery, type World } from '../support/world.ts'

let world: World
let delivery: Delivery
beforeAll(async () => {
  world = await startWorld()
  delivery = await outForDelivery(world, 'kse', { recipient: { name: '=Camille Renaud' } })
})
afterAll(() => world?.close())

interface Table {
  status: number
  text: string
  header: string[]
  rows: string[][]
}
async function tableOf(path: string, headers: Record<string, string>): Promise<Table> {
  const response = await fetch(`${world.url}${path}${path.includes('?') ? '&' : '?'}format=csv`, { headers })
  const text = await response.text()
  const [header = [], ...rows] = Papa.parse<string[]>(text, {
    skipEmptyLines: true,
  }).data
  // Text that begins like a formula is guarded, and an id may begin with a minus.
  return { status: response.status, text, header, rows: rows.map((row) => row.map(unguarded)) }
}
const desk = () => ({ cookie: world.dispatcher.cookie })
const by = (key: string) => ({ authorization: `Bearer ${key}` })
const clerkOf = async (pointId: string) =>
  signIn(world.url, world.signingKey, 'counter', { subject: pointId, name: 'Nora' })

test('R4: a list as a table holds every line of its pages, with its filters, and no more', async () => {
  const contractId = await contractFor(world, 'kse', { pinDigits: 6 })
  const made = await Promise.all(Array.from({ length: 60 }, () => announce(world, contractId)))
  const [one] = made
  const { rows, header } = await tableOf(`/api/shipments?contract=${contractId}`, desk())
  expect(header).toEqual(expect.arrayContaining(['ID', 'Waybill', 'State', 'Announced (UTC)']))
  // The table holds more than one page of the same list in JSON.
  expect(rows.map(([id]) => id).sort()).toEqual(made.map(({ id }) => id).sort())
  const { items } = await world.dispatcher.must('GET', `/api/shipments?contract=${contractId}`)
  expect(rows.slice(0, 50).map(([id]) => id)).toEqual(items.map(({ id }: { id: string }) => id))
  const found = await tableOf(`/api/shipments?contract=${contractId}&q=${one?.labels[0]}`, desk())
  expect(found.rows.map(([id]) => id)).toEqual([one?.id])
  expect((await tableOf('/api/shipments?state=cancelled', desk())).rows).toEqual([])
})

test('R4: a key exports its contract’s shipments and no others, whatever it asks for', async () => {
  const [mine, theirs] = [
    await contractFor(world, 'kse', { pinDigits: 7 }),
    await contractFor(world, 'kse', { pinDigits: 8 }),
  ]
  const [own, foreign] = [await announce(world, mine), await announce(world, theirs)]
  const { key } = await world.dispatcher.must('POST', '/api/api-keys', { name: 'Shop', contractId: mine })
  for (const path of ['/api/shipments', `/api/shipments?contract=${theirs}`]) {
    const { rows, text } = await tableOf(path, by(key))
    expect(rows.map(([id]) => id)).toEqual([own.id])
    expect(text).not.toContain(foreign.labels[0])
  }
  const sought = await tableOf(`/api/shipments?q=${foreign.labels[0]}`, by(key))
  expect(sought.rows).toEqual([])
  expect((await tableOf('/api/contracts', by(key))).rows.map(([id]) => id)).toEqual([mine])
})

test('R4: every list has its table for whom the list is for, and for nobody else', async () => {
  const clerk = await clerkOf(delivery.pointId)
  const { key } = await world.dispatcher.must('POST', '/api/api-keys', { name: 'All' })
  const who = {
    nobody: {},
    dispatcher: desk(),
    courier: { cookie: delivery.courier.cookie },
    counter: { cookie: clerk.cookie },
    key: by(key),
  }
  const lists = {
    '/api/shipments': ['dispatcher', 'key'],
    '/api/contracts': ['dispatcher', 'key'],
    '/api/rounds': ['dispatcher'],
    [`/api/rounds/${delivery.roundId}`]: ['dispatcher'],
    '/api/alerts': ['dispatcher'],
    '/api/people?role=courier': ['dispatcher'],
    '/api/people?role=counter,depot,dispatcher': ['dispatcher'],
    '/api/providers': ['dispatcher'],
    '/api/points': ['dispatcher'],
    '/api/api-keys': ['dispatcher'],
    '/api/violations': ['dispatcher'],
    '/api/evidence': ['dispatcher'],
    [`/api/evidence/${delivery.courierId}`]: ['dispatcher'],
    '/api/holds': ['counter'],
    '/api/holds/day': ['counter'],
  }
  for (const [path, may] of Object.entries(lists))
    for (const [name, headers] of Object.entries(who)) {
      const { status, text, header } = await tableOf(path, headers)
      const expected = may.includes(name) ? 200 : name === 'nobody' ? 401 : 403
      expect([path, name, status]).toEqual([path, name, expected])
      if (status === 200) expect(header.length).toBeGreaterThan(1)
      // None of the tables contains anything of the recipient.
      for (const personal of ['Renaud', delivery.phone, 'Perrache'])
        expect([path, text.includes(personal)]).toEqual([path, false])
    }
})

test('R4: of keys their table shows what their list shows: never the key', async () => {
  const { id, key } = await world.dispatcher.must('POST', '/api/api-keys', { name: '=cmd|calc' })
  const { rows, text } = await tableOf('/api/api-keys?locale=ru', desk())
  expect(rows.find(([first]) => first === id)?.[1]).toBe('=cmd|calc')
  expect(text).toContain(",'=cmd|calc,".replaceAll(',', ';'))
  expect(text).not.toContain(key)
})

test('R4: a table of stops, of a point’s day and of its holds is of that round and that point alone', async () => {
  const { rows } = await tableOf(`/api/rounds/${delivery.roundId}`, desk())
  expect(rows).toMatchObject([['1', delivery.id, delivery.labels[0], 'out-for-delivery', '1', '']])
  expect((await tableOf('/api/rounds/none', desk())).status).toBe(404)
  const other = await world.dispatcher.must('POST', '/api/points', {
    name: '+Autre',
    kind: 'point',
    address: { line1: '1 rue A', city: 'Lyon', postcode: '69001', country: 'FR' },
  })
  const contractId = await contractFor(world, 'kse')
  const { labels } = await announce(world, contractId, { destination: { pointId: delivery.pointId } })
  const clerk = await clerkOf(delivery.pointId)
  await clerk.must('POST', '/api/holds/receive', { labels })
  await world.until(async () => (await tableOf('/api/holds', { cookie: clerk.cookie })).rows.length > 0)
  // The table also leaves out the last digits of a phone, by which a counter finds a parcel.
  const holds = ['Waybill', 'Stage', 'Parcels', 'Here', 'Shelf', 'Received (UTC)', 'Until', 'Days left']
  expect((await tableOf('/api/holds', { cookie: clerk.cookie })).header).toEqual(holds)
  const day = await tableOf('/api/holds/day', { cookie: clerk.cookie })
  const tail = lastFour(labels[0] ?? '')
  expect(day.rows).toMatchObject([[expect.any(String), 'received', tail, tail, '']])
  const elsewhere = { cookie: (await clerkOf(other.id)).cookie }
  for (const path of ['/api/holds', '/api/holds/day'])
    expect((await tableOf(path, elsewhere)).rows).toEqual([])
  const points = await tableOf('/api/points', desk())
  expect(points.rows.find(([id]) => id === other.id)?.[1]).toBe('+Autre')
  expect(points.text).toContain("'+Autre")
})
