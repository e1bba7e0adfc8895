import { randomUUID, verify } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { Client } from '../../scripts/client.ts'
import { webhookIdOf } from '../../worker/registry/webhooks.ts'
import { eventsOf } from './door.ts'
import { type Harness, startWorld } from './harness.ts'
import { type Received, type Receiver, startReceiver } from './receiver.ts'
import type { System } from './world.ts'

/**
 * Makes a contract for one test, so that the test receives events of its own shipments only. It sends
 * recipients only the message at release.
 */
export async function ownContract(world: System, profile: 'kse' | 'chronopost' = 'kse'): Promise<string> {
  const id = `c-${randomUUID()}`
  const policy = { moments: { released: ['sms'] } }
  await world.dispatcher.must('PUT', `/api/contracts/${id}`, { name: 'Maison Test', profile, policy })
  return id
}

/** Returns an integrator with an API key, of one contract where given. */
export async function integrator(world: System, contractId?: string) {
  const body = { name: 'ERP', ...(contractId && { contractId }) }
  const { key } = await world.dispatcher.must('POST', '/api/api-keys', body)
  const client = new Client(world.url)
  const headers = { authorization: `Bearer ${key}` }
  return {
    call: (method: string, path: string, body?: unknown, once?: string) =>
      client.send(method, path, body, { headers, ...(once && { key: once }) }),
  }
}

/** Makes an endpoint of a contract and returns it with the secret that was shown. */
export async function endpoint(world: System, url: string, contractId: string, more: object = {}) {
  const id = `w-${randomUUID()}`
  const path = `/api/webhooks/${id}`
  const { secret } = await world.dispatcher.must('PUT', path, { url, events: ['*'], contractId, ...more })
  return { id, objectId: webhookIdOf(contractId, id), path, secret: secret as string }
}

const signatureHeaders = ({ headers }: Received) => ({
  'webhook-id': headers['webhook-id'] ?? '',
  'webhook-timestamp': headers['webhook-timestamp'] ?? '',
  'webhook-signature': headers['webhook-signature'] ?? '',
})

/** Returns the body after the shipper's own library has accepted its signature. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into bodies and say what they expect.
export const verified = (secret: string, received: Received): any =>
  new Webhook(secret).verify(received.text, signatureHeaders(received))

/** Whether the Ed25519 signature fits one of the deployment's published keys. */
export async function publiclyVerified(world: System, received: Received): Promise<boolean> {
  const { keys } = await new Client(world.url).must('GET', '/.well-known/jwks.json')
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': all } = signatureHeaders(received)
  const signed = Buffer.from(`${id}.${at}.${received.text}`)
  const signature = /(?:^| )v1a,(\S+)/.exec(all)?.[1] ?? ''
  return keys.some((key: object) =>
    verify(null, signed, { key: key as never, format: 'jwk' } as never, Buffer.from(signature, 'base64')),
  )
}

/** Runs SQL inside the object of an endpoint. */
export async function webhookSql(world: Harness, id: string, query: string): Promise<unknown> {
  return (await world.worker.getDurableObjectStorage('Webhook', { name: id })).exec(query)
}

export const bodyOf = (received: Received) => JSON.parse(received.text)

/** A world with one receiver, which every endpoint of a test file may use. */
export interface Stage {
  world: Harness
  receiver: Receiver
  /** Returns what the receiver got about one shipment. */
  gotOf(shipmentId: string): Received[]
  /** Returns the event numbers of the same requests. */
  seqsOf(shipmentId: string): number[]
  /** Waits until a shipment's whole log has arrived and returns the log. */
  heardAll(shipmentId: string): ReturnType<typeof eventsOf>
  cancel(shipmentId: string): Promise<unknown>
  /** Returns an endpoint's log. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers and say what they expect.
  log(path: string): Promise<any[]>
  close(): Promise<void>
}

export async function setStage(): Promise<Stage> {
  const world = await startWorld()
  const receiver = await startReceiver()
  const gotOf = (id: string) =>
    receiver.got.filter(({ headers }) => headers['webhook-id']?.startsWith(`${id}:`))
  const seqsOf = (id: string) => gotOf(id).map(({ headers }) => Number(headers['webhook-id']?.split(':')[1]))
  return {
    world,
    receiver,
    gotOf,
    seqsOf,
    heardAll: (id) =>
      world.until(async () => {
        const events = await eventsOf(world, id)
        return new Set(seqsOf(id)).size === events.length && events
      }),
    cancel: (id) =>
      world.dispatcher.must('POST', `/api/shipments/${id}/cancel`, { reason: 'Camille changed her mind' }),
    log: async (path) => (await world.dispatcher.must('GET', `${path}/deliveries`)).items,
    close: async () => {
      await world.close()
      await receiver.close()
    },
  }
}
