import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../scripts/client.ts'
import type { ListPage } from '../../worker/api/common.ts'
import type { ShipmentLine } from '../../worker/api/shipments/answers.ts'
import { startWorld } from '../support/harness.ts'
import { announce, contractFor, type World } from '../support/world.ts'

let world: World
let contractId: string
beforeAll(async () => {
  world = await startWorld()
  contractId = await contractFor(world, 'kse')
})
afterAll(() => world?.close())

const search = (q: string, more = ''): Promise<ListPage<ShipmentLine>> =>
  world.dispatcher.must('GET', `/api/shipments?q=${encodeURIComponent(q)}${more}`)
const idsOf = ({ items }: ListPage<ShipmentLine>) => items.map(({ id }) => id)

async function named(name: string, contract = contractId) {
  const shipment = await announce(world, contract, { recipient: { name } })
  await world.until(async () => (await search(shipment.labels[0] ?? '')).items[0])
  return shipment
}

test('a dispatcher finds a shipment by its recipient’s name, however it is written', async () => {
  const { id } = await named('Фёдор Ежовский')
  for (const q of ['Ежовский', 'ежовский', 'ЕЖОВСКИЙ', 'Ежовский Фёдор', 'фёдор ежовский', 'Федор Ёжовский'])
    expect(idsOf(await search(q)), q).toEqual([id])
  for (const q of ['Ежов', 'Фёдор', 'Ежовский Пётр', 'Ёлкин']) expect(idsOf(await search(q)), q).toEqual([])
  const french = await named('Hélène Lefèvre-Dupré')
  for (const q of ['lefevre-dupre', 'LEFÈVRE-DUPRÉ Helene', 'Helene Lefevre-Dupre'])
    expect(idsOf(await search(q)), q).toEqual([french.id])
})

test('newest first, page by page, and together with the other filters', async () => {
  const other = await contractFor(world, 'chronopost')
  const first = await named('Inès Quatremains')
  const second = await named('Paul Quatremains', other)
  const third = await named('Inès Quatremains')
  expect(idsOf(await search('quatremains'))).toEqual([third.id, second.id, first.id])
  expect(idsOf(await search('quatremains', `&contract=${other}`))).toEqual([second.id])
  expect(idsOf(await search('ines quatremains'))).toEqual([third.id, first.id])
  expect(idsOf(await search('quatremains', '&state=held'))).toEqual([])
  await world.dispatcher.must('POST', `/api/shipments/${first.id}/cancel`, { reason: 'x' })
  await world.until(async () => (await search('quatremains', '&state=cancelled')).items.length === 1)
})

test('more of one name than a page holds: each once, in order', async () => {
  const many = []
  for (let n = 0; n < 53; n++)
    many.push(await announce(world, contractId, { recipient: { name: 'Zoé Cinquante' } }))
  await world.until(async () => {
    const { cursor } = await search('cinquante')
    return cursor && (await search('cinquante', `&cursor=${cursor}`)).items.length === 3
  })
  const first = await search('zoe cinquante')
  const rest = await search('zoe cinquante', `&cursor=${first.cursor}`)
  const found = [...idsOf(first), ...idsOf(rest)]
  expect(found).toHaveLength(53)
  expect(new Set(found)).toEqual(new Set(many.map(({ id }) => id)))
  const times = [...first.items, ...rest.items].map(({ announcedAt }) => announcedAt)
  expect(times).toEqual([...times].sort().reverse())
  expect(rest.cursor).toBeNull()
})

test('R4: a shipper’s key finds waybills and labels, and no name: neither its own nor anybody’s', async () => {
  const { id, labels } = await named('Rémi Cléfacteur')
  const { key } = await world.dispatcher.must('POST', '/api/api-keys', {
    name: 'ERP',
    contractId,
    scopes: ['read-shipments'],
  })
  const headers = { authorization: `Bearer ${key}` }
  const ask = async (path: string, more: Record<string, string> = {}) => {
    const answer = await fetch(world.url + path, { headers: { ...headers, ...more } })
    return idsOf((await answer.json()) as ListPage<ShipmentLine>)
  }
  expect(await ask(`/api/shipments?q=${labels[0]}`)).toEqual([id])
  expect(await ask(`/api/shipments?q=${encodeURIComponent('Cléfacteur')}`)).toEqual([])
  expect(await ask('/api/shipments', { 'sesame-search': encodeURIComponent('Cléfacteur') })).toEqual([])
})

test('R31: our own console asks for a name beside the address, and no list shows one', async () => {
  const { id } = await named('Ursule Horschemin')
  const client: Client = world.dispatcher
  const answer = await fetch(`${world.url}/api/shipments`, {
    headers: { cookie: client.cookie, 'sesame-search': encodeURIComponent('horschemin') },
  })
  const text = await answer.text()
  expect(idsOf(JSON.parse(text))).toEqual([id])
  expect(text.toLowerCase()).not.toContain('horschemin')
  const nonsense = await fetch(`${world.url}/api/shipments`, {
    headers: { cookie: client.cookie, 'sesame-search': '%E0%A4%A' },
  })
  expect(nonsense.status).toBe(200)
})

test('R31: an erased name finds nothing; its shipment is there by its number', async () => {
  const { id, labels } = await named('Théo Oubliettes')
  const other = await named('Léa Oubliettes')
  await world.dispatcher.must('POST', `/api/shipments/${id}/cancel`, { reason: 'x' })
  await world.until(async () => (await search('oubliettes', '&state=cancelled')).items.length === 1)
  await world.dispatcher.must('POST', `/api/shipments/${id}/erase`, { kinds: ['name'] })
  await world.until(async () => (await search('oubliettes')).items.length === 1)
  expect(idsOf(await search('theo oubliettes'))).toEqual([])
  expect(idsOf(await search('oubliettes'))).toEqual([other.id])
  // The shipment itself is still found by its number.
  expect(idsOf(await search(labels[0] ?? ''))).toEqual([id])
})
