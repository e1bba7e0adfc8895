import { type Client, signIn } from '../../scripts/client.ts'
import { clerkAt } from '../support/counter.ts'
import { upload } from '../support/pictures.ts'
import { contractFor, openLink, outForDelivery, secretOf, type World } from '../support/world.ts'

/** One of everything that a write can be about. */
export interface Scene {
  /** A device that somebody has enrolled; only where one is asked for. */
  deviceId?: string
  /** A passkey of the courier's, and what a browser said when it made another; only where one is asked for. */
  passkeyId?: string
  madePasskey?: object
  world: World
  dispatcher: Client
  courier: Client
  depot: Client
  /** A clerk of the point where the hold is. */
  counter: Client
  phone: Client
  contractId: string
  providerId: string
  courierId: string
  pointId: string
  roundId: string
  /** The courier's session. */
  sessionId: string
  apiKeyId: string
  /** An endpoint of the contract, at an address where nobody listens. */
  webhookId: string
  /** A shipment that is out for delivery, whose courier has arrived. */
  shipmentId: string
  label: string
  /** A photo that the phone uploaded and that belongs to no claim yet. */
  photoId: string
  /** A shipment of another courier that the counter's point has received. */
  holdId: string
  heldLabel: string
  /** The event of a late act that contradicts what is known; 1 is none. */
  conflict: number
  /** A suspected violation. */
  violationId: string
  /** A request that waits for a second person, and the fingerprint of what was shown. */
  requestId: string
  seen: string
}

/** The address of the table's webhooks, where nobody listens. */
export const NOWHERE = 'http://127.0.0.1:1/hook'

/** Makes a shipment at the door, with everybody who has to do with it. */
export async function setScene(world: World): Promise<Scene> {
  const contractId = await contractFor(world, 'kse')
  const provider = await world.dispatcher.must('POST', '/api/providers', { name: 'Provider' })
  const door = await outForDelivery(world, 'kse', { arrived: true })
  const { phone, path } = await openLink(world, (await secretOf(world, door.phone)).link)
  const person = await world.dispatcher.must('GET', `/api/people/${door.courierId}`)
  await world.dispatcher.must('PUT', '/api/webhooks/erp', { url: NOWHERE, events: ['cancelled'], contractId })
  return {
    world,
    dispatcher: world.dispatcher,
    courier: door.courier,
    depot: await signIn(world.url, world.signingKey, 'depot'),
    counter: await clerkAt(world, door.pointId),
    phone,
    contractId,
    providerId: provider.id,
    courierId: door.courierId,
    pointId: door.pointId,
    roundId: door.roundId,
    sessionId: person.sessions[0].id,
    apiKeyId: (await world.dispatcher.must('POST', '/api/api-keys', { name: 'ERP' })).id,
    webhookId: 'erp',
    conflict: 1,
    shipmentId: door.id,
    label: door.labels[0] ?? '',
    photoId: (await upload(phone, path)).body.id,
    holdId: door.id,
    heldLabel: door.labels[0] ?? '',
    violationId: 'none',
    requestId: `contact:${door.id}:9999`,
    seen: 'x'.repeat(43),
  }
}

export interface WriteRoute {
  method: 'POST' | 'PUT' | 'DELETE'
  /** The path as the app declares it, with `:names`. */
  path: string
  as: 'nobody' | 'dispatcher' | 'courier' | 'counter' | 'depot' | 'phone'
  /** The values of the names in the path. */
  at?: (scene: Scene) => Record<string, string>
  /** A body of the right form with every possible field. */
  body: (scene: Scene) => Record<string, unknown>
  /** Fields that may be missing, by path. */
  optional?: string[]
  /** Lists that may be empty. */
  mayBeEmpty?: string[]
  /** Fields for which null has its own meaning. */
  mayBeNull?: string[]
  /** Whether the call takes no Idempotency-Key. */
  keyless?: true
}

/** A signature of one stroke. */
export const DRAWN = { strokes: [[[1, 2, 3]]], width: 300, height: 150 }

/** Rounds of the past are refused, so the tests use today. */
export const TODAY = new Date().toISOString().slice(0, 10)
