import { type Client, signIn } from '../../scripts/client.ts'
import { Device } from '../../scripts/device.ts'
import { clerkAt, newPoint } from '../support/counter.ts'
import { eventsOf, pinOf, roundAtDoors, tryPin, wrongPins } from '../support/door.ts'
import { keyOf, newWaybill } from '../support/labels.ts'
import { make, onDevice } from '../support/passkeys.ts'
import { operatorJws, requestOn, stranger } from '../support/requests.ts'
import {
  announce,
  contractFor,
  type Delivery,
  newCourier,
  newPhone,
  outForDelivery,
  type World,
} from '../support/world.ts'

/** A call that is cut, and what remains of it: `whole`, `nothing`, or a description of what is half done. */
export interface Scene {
  client: Client
  method?: 'POST' | 'PUT'
  path: string
  body?: unknown
  stands(): Promise<string>
}

const today = () => new Date().toISOString().slice(0, 10)

/** Returns `whole` when all parts are there, `nothing` when none is, otherwise the parts that are. */
function sum(parts: Record<string, boolean>): string {
  const there = Object.keys(parts).filter((name) => parts[name])
  if (there.length === 0) return 'nothing'
  return there.length === Object.keys(parts).length ? 'whole' : `only ${there.join(', ')}`
}

const facts = async (world: World, id: string) => (await eventsOf(world, id)).map(({ type }) => type)
const viewOf = (world: World, id: string) => world.dispatcher.must('GET', `/api/shipments/${id}`)

async function twoAnnounced(world: World, given: object = {}) {
  const contractId = await contractFor(world, 'kse')
  return [await announce(world, contractId, given), await announce(world, contractId, given)] as const
}

async function planned(world: World) {
  const [one, two] = await twoAnnounced(world)
  const { id: courierId } = await newCourier(world)
  const body = { courierId, date: today(), shipmentIds: [one.id, two.id] }
  const { id: roundId } = await world.dispatcher.must('POST', '/api/rounds', body)
  const stopsNow = async () =>
    (await world.dispatcher.must('GET', `/api/rounds/${roundId}`)).stops.map(
      (stop: { shipmentId: string }) => stop.shipmentId,
    ) as string[]
  return { one, two, roundId: roundId as string, courierId, client: world.dispatcher, stopsNow }
}

/** Returns all rounds of a courier from the list. */
async function roundsOf(world: World, courierId: string): Promise<{ id: string; stops: number }[]> {
  const found: { id: string; stops: number; courierId: string }[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: typeof found; cursor: string | null } = await world.dispatcher.must(
      'GET',
      `/api/rounds${cursor && `?cursor=${cursor}`}`,
    )
    found.push(...page.items.filter((round) => round.courierId === courierId))
    cursor = page.cursor
  }
  return found
}

/** Makes a courier who is blocked by wrong codes, and a dispatcher who is independent of that courier. */
async function blockedCourier(world: World) {
  const { stops, courierId } = await roundAtDoors(world, 'kse', 3)
  for (const stop of stops as Delivery[])
    for (const wrong of wrongPins(await pinOf(world, stop), 4)) await tryPin(stop, wrong)
  await world.until(async () => (await world.dispatcher.must('GET', `/api/people/${courierId}`)).blocked.pin)
  const other = await stranger(world)
  const free = async () => !(await other.must('GET', `/api/people/${courierId}`)).blocked.pin
  return { courierId, other, free }
}

const NOWHERE = 'http://127.0.0.1:1/hook'

/** One scene for every operation of the table, and for announcing. */
export const SCENES: Record<string, (world: World) => Promise<Scene>> = {
  'make-round': async (world) => {
    const [one, two] = await twoAnnounced(world)
    const { id: courierId } = await newCourier(world)
    const body = { courierId, date: today(), shipmentIds: [one.id, two.id] }
    const stands = async () => {
      const [round] = await roundsOf(world, courierId)
      const on = await Promise.all([one, two].map(async ({ id }) => (await viewOf(world, id)).round?.roundId))
      return sum({
        'the round with its stops': round?.stops === 2,
        'the first is on it': on[0] !== undefined && (round === undefined || on[0] === round.id),
        'the second is on it': on[1] !== undefined && (round === undefined || on[1] === round.id),
      })
    }
    return { client: world.dispatcher, path: '/api/rounds', body, stands }
  },
  'dispatch-round': async (world) => {
    const { one, two, roundId, client } = await planned(world)
    const stands = async () => {
      const round = await client.must('GET', `/api/rounds/${roundId}`)
      const left = async (id: string) => (await facts(world, id)).includes('dispatched')
      return sum({
        'the round left': round.state === 'dispatched',
        'it says that it leaves': round.state !== 'planned',
        'the first knows': await left(one.id),
        'the second knows': await left(two.id),
      })
    }
    return { client, path: `/api/rounds/${roundId}/dispatch`, body: {}, stands }
  },
  'withdraw-stop': async (world) => {
    const { one, roundId, client, stopsNow } = await planned(world)
    const stands = async () =>
      sum({
        'off the list': !(await stopsNow()).includes(one.id),
        'off the round': (await facts(world, one.id)).includes('withdrawn'),
      })
    return { client, path: `/api/rounds/${roundId}/withdraw`, body: { shipmentId: one.id }, stands }
  },
  'move-stop': async (world) => {
    const { one, roundId, client, stopsNow } = await planned(world)
    const { id: courierId } = await newCourier(world)
    const stands = async () => {
      const [there] = await roundsOf(world, courierId)
      const { round } = await viewOf(world, one.id)
      return sum({
        'off the list': !(await stopsNow()).includes(one.id),
        'on the other list': there?.stops === 1,
        'on the other round':
          round?.courierId === courierId && (there === undefined || round.roundId === there.id),
      })
    }
    const body = { shipmentId: one.id, courierId }
    return { client, path: `/api/rounds/${roundId}/move`, body, stands }
  },
  'reschedule-stop': async (world) => {
    const { id, courier, labels, courierId } = await outForDelivery(world, 'kse', { arrived: true })
    await courier.must('POST', `/api/stops/${id}/fail`, { reason: 'absent' })
    const depot = await signIn(world.url, world.signingKey, 'depot')
    await depot.must('POST', '/api/depot/receive', { labels })
    const before = (await roundsOf(world, courierId)).length
    const times = (types: string[]) => types.filter((type) => type === 'scheduled').length
    const scheduled = times(await facts(world, id))
    const stands = async () =>
      sum({
        'a round more': (await roundsOf(world, courierId)).length > before,
        'on it': times(await facts(world, id)) > scheduled,
      })
    return { client: world.dispatcher, path: `/api/shipments/${id}/reschedule`, body: {}, stands }
  },
  'receive-at-depot': async (world) => {
    const [one, two] = await twoAnnounced(world)
    const depot = await signIn(world.url, world.signingKey, 'depot')
    const body = { labels: [...one.labels, ...two.labels] }
    const stands = async () =>
      sum({
        'the first': (await facts(world, one.id)).includes('received-at-depot'),
        'the second': (await facts(world, two.id)).includes('received-at-depot'),
      })
    return { client: depot, path: '/api/depot/receive', body, stands }
  },
  'return-from-depot': async (world) => {
    const both = await twoAnnounced(world)
    const depot = await signIn(world.url, world.signingKey, 'depot')
    const body = { labels: both.flatMap(({ labels }) => labels) }
    await depot.must('POST', '/api/depot/receive', body)
    for (const { id } of both)
      await world.dispatcher.must('POST', `/api/shipments/${id}/cancel`, { reason: 'called off' })
    const counts = () => Promise.all(both.map(async ({ id }) => (await eventsOf(world, id)).length))
    const before = await counts()
    const stands = async () => {
      const now = await counts()
      return sum({ 'the first': now[0] !== before[0], 'the second': now[1] !== before[1] })
    }
    return { client: depot, path: '/api/depot/return', body, stands }
  },
  'receive-at-point': async (world) => {
    const pointId = await newPoint(world, { lat: 48.39, lon: -4.49 })
    const both = await twoAnnounced(world, { destination: { pointId } })
    const clerk = await clerkAt(world, pointId)
    const body = { labels: both.flatMap(({ labels }) => labels), shelf: 'B2' }
    const received = async ({ id }: { id: string }) => (await facts(world, id)).includes('received-at-point')
    const stands = async () =>
      sum({ 'the first': await received(both[0]), 'the second': await received(both[1]) })
    return { client: clerk, path: '/api/holds/receive', body, stands }
  },
  'close-rounds': async (world) => {
    const { one, two, roundId, client } = await planned(world)
    await client.must('POST', `/api/rounds/${roundId}/dispatch`, {})
    const before = await Promise.all([one, two].map(async ({ id }) => (await facts(world, id)).length))
    const stands = async () => {
      const now = await Promise.all(
        [one, two].map(async ({ id }) =>
          (await facts(world, id)).filter((type) => !type.startsWith('message')),
        ),
      )
      const counted = now.map((types) => types.some((type) => /declared|unexplained/.test(type)))
      return sum({
        'the round is closed': (await client.must('GET', `/api/rounds/${roundId}`)).state === 'closed',
        'the first is counted': counted[0] === true && before[0] !== undefined,
        'the second is counted': counted[1] === true,
      })
    }
    const path = `/api/rounds/${roundId}/close`
    return { client, path, body: { scanned: [...one.labels, ...two.labels, 'RUBBISH-1'] }, stands }
  },
  'replace-tablet': async (world) => {
    const { id, roundId, courierId } = await outForDelivery(world, 'kse')
    const stands = async () =>
      sum({
        'the sessions ended':
          (await world.dispatcher.must('GET', `/api/people/${courierId}`)).sessions.length === 0,
        'the stop knows': (await facts(world, id)).includes('tablet-failed'),
      })
    const path = `/api/rounds/${roundId}/device-failure`
    return { client: world.dispatcher, path, body: { reason: 'Écran cassé' }, stands }
  },
  'release-block': async (world) => {
    const { courierId, other, free } = await blockedCourier(world)
    const path = `/api/people/${courierId}/release`
    return { client: other, path, body: {}, stands: async () => ((await free()) ? 'whole' : 'nothing') }
  },
  'release-block, agreed to': async (world) => {
    const { courierId, other, free } = await blockedCourier(world)
    await world.dispatcher.must('POST', `/api/people/${courierId}/release`, {})
    const request = await requestOn(world, { kind: 'block', personId: courierId }, other)
    const stands = async () => {
      const { items } = await other.must('GET', '/api/requests')
      const open = items.some(({ id }: { id: string }) => id === request.id)
      return sum({ 'the request is over': !open, 'the courier is free': await free() })
    }
    const body = { decision: 'agree', seen: request.fingerprint }
    return { client: other, path: `/api/requests/${request.id}/decide`, body, stands }
  },
  'end-sessions': async (world) => {
    const { id } = await newCourier(world)
    const stands = async () =>
      (await world.dispatcher.must('GET', `/api/people/${id}`)).sessions.length === 0 ? 'whole' : 'nothing'
    return { client: world.dispatcher, path: `/api/people/${id}/revoke`, body: {}, stands }
  },
  'revoke-device': async (world) => {
    const { id, client } = await newCourier(world, new Device())
    const path = `/api/devices?person=${id}`
    const [device] = (await world.dispatcher.must('GET', path)).items
    const stands = async () => {
      const [{ revokedAt }] = (await world.dispatcher.must('GET', path)).items
      const { status } = await client.get('/api/round')
      return sum({ 'the list says so': revokedAt !== null, 'its session is over': status === 401 })
    }
    const at = `/api/devices/${encodeURIComponent(device.id)}/revoke`
    return { client: world.dispatcher, path: at, body: {}, stands }
  },
  'recover-account': async (world) => {
    const id = crypto.randomUUID()
    await signIn(world.url, world.signingKey, 'dispatcher', { subject: id, name: 'Lost' })
    const stands = async () => {
      const { sessions } = await world.dispatcher.must('GET', `/api/people/${id}`)
      return sessions.length === 0 ? 'whole' : 'nothing'
    }
    const body = { jws: await operatorJws(world, { act: 'recover', subject: id }) }
    return { client: world.dispatcher, path: '/api/operator', body, stands }
  },
  'add-passkey': async (world) => {
    const { client } = await onDevice(world, 'depot')
    const body = { name: 'Bureau', response: await make(world, client) }
    const stands = async () =>
      (await client.must('GET', '/api/passkeys')).items.length === 1 ? 'whole' : 'nothing'
    return { client, path: '/api/passkeys', body, stands }
  },
  'wake-webhook': async (world) => {
    const path = `/api/webhooks/w-${crypto.randomUUID()}`
    const stands = async () => ((await world.dispatcher.get(path)).status === 200 ? 'whole' : 'nothing')
    return { client: world.dispatcher, method: 'PUT', path, body: { url: NOWHERE, events: ['held'] }, stands }
  },
  'replay-events': async (world) => {
    const contractId = `c-${crypto.randomUUID()}`
    await world.dispatcher.must('PUT', `/api/contracts/${contractId}`, { name: 'Maison', profile: 'kse' })
    const path = `/api/webhooks/w-${crypto.randomUUID()}`
    await world.dispatcher.must('PUT', path, { url: NOWHERE, events: ['announced'], contractId })
    const { id } = await announce(world, contractId)
    const logged = async () => (await world.dispatcher.must('GET', `${path}/deliveries`)).items.length
    await world.until(async () => (await logged()) === 1)
    const stands = async () => ((await logged()) > 1 ? 'whole' : 'nothing')
    return { client: world.dispatcher, path: `${path}/replay`, body: { eventId: `${id}:1` }, stands }
  },
  announce: async (world) => {
    const contractId = await contractFor(world, 'kse')
    const key = await keyOf(world, contractId)
    const address = { line1: '1 rue Neuve', city: 'Lyon', postcode: '69001', country: 'FR' }
    const recipient = { name: 'Camille', phone: newPhone(), kind: 'consumer', address }
    const label = newWaybill()
    const body = { waybill: newWaybill(), contractId, parcels: [{ label }], recipient, inPerson: true }
    const stands = async () => {
      const { items } = await key.must('GET', `/api/shipments?q=${body.waybill}`)
      // If the announcement failed, its label is free for another shipment.
      const another = { ...body, waybill: newWaybill() }
      const { status } = await key.post('/api/shipments', another)
      return sum({ 'the shipment is in the list': items.length === 1, 'the label is taken': status === 409 })
    }
    return { client: key, path: '/api/shipments', body, stands }
  },
}
