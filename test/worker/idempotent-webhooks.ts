import { announce, contractFor, type World } from '../support/world.ts'
import type { Repeated } from './idempotent-writes.ts'

const NOWHERE = 'http://127.0.0.1:1/hook'

/** Makes an endpoint where nobody listens, with ways to read it. */
async function anEndpoint(world: World) {
  const client = world.dispatcher
  const contractId = await contractFor(world, 'kse')
  const path = `/api/webhooks/w-${crypto.randomUUID()}`
  const body = { url: NOWHERE, events: ['announced'] }
  const saved = async () => {
    const { id, url, events, previousSecretUntil } = (await client.get(path)).body
    return { id, url, events, previousSecretUntil }
  }
  const logged = async () => (await client.must('GET', `${path}/deliveries`)).items.length
  return { client, contractId, path, body, saved, logged }
}

async function saved(world: World) {
  const made = await anEndpoint(world)
  await made.client.must('PUT', made.path, made.body)
  return made
}

export const WEBHOOKS: Record<string, (world: World) => Promise<Repeated>> = {
  'save a webhook': async (world) => {
    const { client, path, body, saved } = await anEndpoint(world)
    return { client, method: 'PUT', path, body, other: { ...body, events: ['held'] }, effect: saved }
  },
  'rotate a secret': async (world) => {
    const { client, path, saved: effect } = await saved(world)
    return { client, path: `${path}/rotate`, body: {}, effect }
  },
  'test a webhook': async (world) => {
    const { client, path, logged: effect } = await saved(world)
    return { client, path: `${path}/test`, body: {}, effect }
  },
  'replay an event': async (world) => {
    const { client, contractId, path, logged: effect } = await saved(world)
    const { id } = await announce(world, contractId)
    // The delivery of the announcement is under way as well.
    await world.until(async () => (await effect()) === 1)
    const range = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' }
    return { client, path: `${path}/replay`, body: { eventId: `${id}:1` }, other: range, effect }
  },
}
