import { Client, invitationUrl, signIn } from '../../scripts/client.ts'
import type { Chance } from '../simulate/chance.ts'
import { clerkAt, newPoint } from '../support/counter.ts'
import { type Receiver, startReceiver } from '../support/receiver.ts'
import { stranger } from '../support/requests.ts'
import { contractFor, secretOf, type World } from '../support/world.ts'
import type { Journal } from './journal.ts'

export type Profile = 'kse' | 'chronopost'

/** Everybody who takes part in the crash test, and what they work with. */
export interface Cast {
  world: World
  journal: Journal
  chance: Chance
  contracts: Record<Profile, string>
  providerId: string
  pointId: string
  dispatcher: Client
  /** Another dispatcher, who is independent of the first. */
  second: Client
  depot: Client
  clerk: Client
  /** A shipper's integrator: it calls with its API key and has an endpoint that receives every event. */
  shipper: { client: Client; headers: Record<string, string>; receiver: Receiver }
}

/** Sets up the cast before anything is killed. */
export async function assemble(world: World, journal: Journal, chance: Chance): Promise<Cast> {
  const { dispatcher } = world
  const contracts = {
    kse: await contractFor(world, 'kse'),
    chronopost: await contractFor(world, 'chronopost'),
  }
  const { id: providerId } = await dispatcher.must('POST', '/api/providers', { name: 'Provider' })
  const pointId = await newPoint(world, { lat: 45.76, lon: 4.86 })
  const { key } = await dispatcher.must('POST', '/api/api-keys', { name: 'ERP' })
  const receiver = await startReceiver()
  const endpoint = { url: receiver.url, events: ['*'] }
  await dispatcher.must('PUT', '/api/webhooks/all', endpoint)
  return {
    ...{ world, journal, chance, contracts, providerId, pointId, dispatcher },
    second: await stranger(world),
    depot: await signIn(world.url, world.signingKey, 'depot'),
    clerk: await clerkAt(world, pointId),
    shipper: { client: new Client(world.url), headers: { authorization: `Bearer ${key}` }, receiver },
  }
}

export interface Courier {
  id: string
  client: Client
}

/**
 * Signs in a new courier. Where the answer to the invitation is lost, the call is repeated with the same key.
 */
export async function newHand({ world, journal, dispatcher, providerId }: Cast): Promise<Courier> {
  const made = await journal.write(dispatcher, 'POST', '/api/couriers', { name: 'Lucas Moreau', providerId })
  const { id } = made.body
  const client = new Client(world.url)
  const given = { subject: id, name: 'Lucas Moreau' }
  const { token } = await invitationUrl(world.url, world.signingKey, 'courier', given)
  const { status } = await journal.write(client, 'POST', '/api/session', { token })
  if (status !== 201) throw new Error(`an invitation was answered ${status}`)
  return { id, client }
}

const PATIENCE_MS = 20_000

/** Waits for the code and link that reach a phone, and throws when none arrives. */
export async function secretAt(cast: Cast, phone: string): Promise<{ pin: string | null; link: string }> {
  const end = performance.now() + PATIENCE_MS
  for (;;) {
    const found = await secretOf({ ...cast.world, until: async (probe) => (await probe()) as never }, phone)
    if (found) return found
    if (performance.now() > end) throw new Error(`no secret reached ${phone}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
