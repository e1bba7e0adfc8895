import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld } from '../support/harness.ts'
import { contractFor, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

const asKey = (key: string, path = '/api/shipments') =>
  fetch(`${world.url}${path}`, { headers: { authorization: `Bearer ${key}` } }).then(({ status }) => status)

const lineOf = async (id: string) => {
  const { items } = await world.dispatcher.must('GET', '/api/api-keys')
  return items.find((item: { id: string }) => item.id === id)
}

test('R4: a key is listed with its use and never shown again; revoked, it opens nothing on the next call', async () => {
  const contractId = await contractFor(world, 'kse')
  const made = await world.dispatcher.must('POST', '/api/api-keys', { name: 'Shop', contractId })
  expect(await lineOf(made.id)).toMatchObject({ name: 'Shop', contractId, lastUsedAt: null, revokedAt: null })
  expect(await asKey(made.key)).toBe(200)
  await world.until(async () => (await lineOf(made.id)).lastUsedAt)
  const { text } = await world.dispatcher.send('GET', '/api/api-keys')
  expect(text).not.toContain(made.key)
  await world.dispatcher.must('POST', `/api/api-keys/${made.id}/revoke`)
  expect(await asKey(made.key)).toBe(401)
  const { revokedAt } = await lineOf(made.id)
  await world.dispatcher.must('POST', `/api/api-keys/${made.id}/revoke`)
  expect((await lineOf(made.id)).revokedAt).toBe(revokedAt)
})

test('R4: a key that nobody made cannot be revoked, and no key manages keys', async () => {
  expect((await world.dispatcher.post('/api/api-keys/none/revoke')).status).toBe(404)
  const { key } = await world.dispatcher.must('POST', '/api/api-keys', { name: 'All' })
  expect(await asKey(key, '/api/api-keys')).toBe(403)
})
