import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client, signIn } from '../../scripts/client.ts'
import type { PersonLine } from '../../worker/api/people/answers.ts'
import { type Harness, startWorld } from '../support/harness.ts'
import { newCourier } from '../support/world.ts'

let world: Harness
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

const lineOf = async (role: string, is: (line: PersonLine) => boolean): Promise<PersonLine> =>
  (await world.dispatcher.must('GET', `/api/people?role=${role}`)).items.find(is)
const courier = (id: string) => lineOf('courier', (line) => line.id === id)
const recently = (at: string | null) => Math.abs(Date.now() - Date.parse(at ?? '')) < 60_000

/** Moves the record of a person's last use back, and makes their object forget that it recorded one. */
async function hoursAgo(id: string, hours: number): Promise<void> {
  const { DB } = await world.worker.getEnv()
  const at = new Date(Date.now() - hours * 3_600_000).toISOString()
  await DB.prepare('UPDATE people SET last_seen_at = ? WHERE id = ?').bind(at, id).run()
  await world.worker.evictDurableObject('Person', { name: id })
}

test('who never signed in is listed as such; signing in is the first use', async () => {
  const provider = await world.dispatcher.must('POST', '/api/providers', { name: 'Provider' })
  const body = { name: 'Lucas Moreau', providerId: provider.id }
  const { id } = await world.dispatcher.must('POST', '/api/couriers', body)
  expect((await courier(id)).lastSeenAt).toBeNull()
  await signIn(world.url, world.signingKey, 'courier', { subject: id })
  expect(recently((await courier(id)).lastSeenAt)).toBe(true)
})

test('a use is remembered once an hour, and no refused one', async () => {
  const { id, client } = await newCourier(world)
  await hoursAgo(id, 0.5)
  const before = (await courier(id)).lastSeenAt
  await client.must('GET', '/api/round')
  expect((await courier(id)).lastSeenAt).toBe(before)
  await hoursAgo(id, 2)
  await client.must('GET', '/api/round')
  await world.until(async () => recently((await courier(id)).lastSeenAt))
  await world.dispatcher.must('POST', `/api/people/${id}/revoke`)
  await hoursAgo(id, 2)
  expect((await client.get('/api/round')).status).toBe(401)
  expect(recently((await courier(id)).lastSeenAt)).toBe(false)
})

test('an invitation nobody used is listed, becomes its person when it is, and can be ended before', async () => {
  const invite = async (name: string) => {
    const { url } = await world.dispatcher.must('POST', '/api/invitations', { role: 'depot', name })
    return (url as string).split('#')[1] ?? ''
  }
  const [used, ended] = [`Inès ${randomUUID()}`, `Paul ${randomUUID()}`]
  const [first, second] = [await invite(used), await invite(ended)]
  const line = await lineOf('depot', ({ name }) => name === used)
  expect(line).toMatchObject({ role: 'depot', lastSeenAt: null })
  expect(recently(line.createdAt)).toBe(true)
  const opened = await new Client(world.url).post('/api/session', { token: first })
  expect(opened).toMatchObject({ status: 201, body: { personId: line.id, name: used } })
  expect(recently((await lineOf('depot', ({ name }) => name === used)).lastSeenAt)).toBe(true)

  const { id } = await lineOf('depot', ({ name }) => name === ended)
  await world.dispatcher.must('POST', `/api/people/${id}/revoke`)
  expect((await new Client(world.url).post('/api/session', { token: second })).status).toBe(401)
  expect((await lineOf('depot', ({ name }) => name === ended)).lastSeenAt).toBeNull()
})
