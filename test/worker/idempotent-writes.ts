import type { Client } from '../../scripts/client.ts'
import { eventsOf, pinOf, wrongPins } from '../support/door.ts'
import { inbox, stranger } from '../support/requests.ts'
import {
  announce,
  contractFor,
  newCourier,
  openLink,
  outForDelivery,
  secretOf,
  type World,
} from '../support/world.ts'

/** A call that is repeated, and what would show that it was carried out twice. */
export interface Repeated {
  client: Client
  method?: 'POST' | 'PUT'
  path: string
  body?: unknown
  /** Another body of the right form. It is missing where the body is always `{}`. */
  other?: unknown
  effect: () => Promise<unknown>
}

const drawn = { strokes: [[[1, 2, 3]]], width: 300, height: 150 }
const typed = { signature: { typedName: 'Camille Renaud' } }
const today = () => new Date().toISOString().slice(0, 10)
const address = { line1: '1 rue Neuve', city: 'Lyon', postcode: '69001', country: 'FR' }

/**
 * Returns the facts of a shipment. Messages are left out, because they are no effect of the repeated call.
 */
export const factsOf = (world: World, id: string) => async () =>
  (await eventsOf(world, id)).filter(({ type }) => !type.startsWith('message-'))

export type Bodies = [body?: unknown, other?: unknown]

async function atDoor(
  world: World,
  profile: 'kse' | 'chronopost',
  call: string,
  [body, other]: Bodies,
  before: string[] = ['arrive'],
) {
  const { id, courier, phone } = await outForDelivery(world, profile)
  const at = new Date().toISOString()
  for (const step of before)
    await courier.must('POST', `/api/stops/${id}/${step}`, step === 'arrive' ? { at } : {})
  const path = `/api/stops/${id}/${call}`
  return { client: courier, path, body, other, effect: factsOf(world, id), id, phone }
}

/** Opens a recipient's page and takes the steps before the call. */
async function onPage(world: World, call: string, [body, other]: Bodies, before: string[]) {
  const { id, phone: number, labels } = await outForDelivery(world, 'kse', { arrived: true })
  const { phone, path } = await openLink(world, (await secretOf(world, number)).link)
  const scan = { label: labels[0], by: 'camera' }
  for (const step of before)
    await phone.must('POST', `${path}/${step}`, step === 'scan' ? scan : { noClaims: true })
  return { client: phone, path: `${path}/${call}`, body, other, effect: factsOf(world, id), id, scan }
}

async function planned(world: World) {
  const { id } = await announce(world, await contractFor(world, 'kse'))
  const { id: courierId } = await newCourier(world)
  const body = { courierId, date: today(), shipmentIds: [id] }
  const { id: roundId } = await world.dispatcher.must('POST', '/api/rounds', body)
  return { id, courierId, roundId, client: world.dispatcher, effect: factsOf(world, id) }
}

/** Counts the lines of a list on all its pages. */
const counted = (world: World, list: string) => async () => {
  let count = 0
  for (let cursor: string | null = ''; cursor !== null; ) {
    const and = list.includes('?') ? '&' : '?'
    const page: { items: unknown[]; cursor: string | null } = await world.dispatcher.must(
      'GET',
      `${list}${cursor && `${and}cursor=${cursor}`}`,
    )
    count += page.items.length
    cursor = page.cursor
  }
  return count
}

const nothingToSee = async () => null

const registry: Record<string, (world: World) => Promise<Repeated>> = {
  'save a contract': async ({ dispatcher: client }) => {
    const path = `/api/contracts/c-${crypto.randomUUID()}`
    const body = { name: 'Maison', profile: 'kse' }
    const effect = async () => (await client.get(path)).body.version
    return { client, method: 'PUT', path, body, other: { ...body, name: 'Autre' }, effect }
  },
  'add a provider': async (world) => ({
    client: world.dispatcher,
    path: '/api/providers',
    body: { name: 'Provider' },
    other: { name: 'Another' },
    effect: counted(world, '/api/providers'),
  }),
  'add a courier': async (world) => {
    const { id: providerId } = await world.dispatcher.must('POST', '/api/providers', { name: 'Provider' })
    const body = { name: 'Lucas', providerId }
    const effect = counted(world, '/api/people?role=courier')
    return { client: world.dispatcher, path: '/api/couriers', body, other: { ...body, name: 'Max' }, effect }
  },
  'add a point': async (world) => ({
    client: world.dispatcher,
    path: '/api/points',
    body: { name: 'Relais', kind: 'point', address },
    other: { name: 'Office', kind: 'office', address },
    effect: counted(world, '/api/points'),
  }),
  'invite staff': async ({ dispatcher: client }) => {
    const path = '/api/invitations'
    return { client, path, body: { role: 'depot' }, other: { role: 'dispatcher' }, effect: nothingToSee }
  },
  'print a morning sheet': async (world) => {
    const [one, two] = [(await newCourier(world)).id, (await newCourier(world)).id]
    const path = '/api/invitations/sheet'
    const [body, other] = [{ courierIds: [one] }, { courierIds: [one, two] }]
    return { client: world.dispatcher, path, body, other, effect: nothingToSee }
  },
  'make an API key': async ({ dispatcher: client }) => {
    const path = '/api/api-keys'
    return { client, path, body: { name: 'Shop' }, other: { name: 'Office' }, effect: nothingToSee }
  },
  'save a weaker contract, which waits': async ({ dispatcher: client }) => {
    const contractId = `c-${crypto.randomUUID()}`
    const path = `/api/contracts/${contractId}`
    await client.must('PUT', path, { name: 'Maison', profile: 'chronopost' })
    const body = { name: 'Maison', profile: 'chronopost', policy: { withoutCode: 'identity' } }
    const effect = async () => (await inbox(client)).filter((one) => one.contractId === contractId)
    return { client, method: 'PUT', path, body, other: { ...body, name: 'Autre' }, effect }
  },
  'release a courier': async (world) => {
    const path = `/api/people/${(await newCourier(world)).id}/release`
    return { client: await stranger(world), path, body: {}, effect: nothingToSee }
  },
  'ask that a courier of one’s own is released': async (world) => {
    const { id } = await newCourier(world)
    const effect = async () => (await inbox(world.dispatcher)).filter(({ person }) => person?.id === id)
    return { client: world.dispatcher, path: `/api/people/${id}/release`, body: {}, effect }
  },
  'revoke a courier': async (world) => {
    const path = `/api/people/${(await newCourier(world)).id}/revoke`
    return { client: world.dispatcher, path, body: {}, effect: nothingToSee }
  },
  announce: async (world) => {
    const contractId = `c-${crypto.randomUUID()}`
    await world.dispatcher.must('PUT', `/api/contracts/${contractId}`, { name: 'Maison', profile: 'kse' })
    const waybill = `WB${crypto.randomUUID().slice(0, 18).toUpperCase()}`
    const recipient = { name: 'Camille', phone: '+33612345678', kind: 'consumer', address }
    const body = { waybill, contractId, parcels: [{ label: waybill }], recipient, inPerson: true }
    const other = { ...body, waybill: `X${waybill}`, parcels: [{ label: `X${waybill}` }] }
    const effect = counted(world, `/api/shipments?contract=${contractId}`)
    return { client: world.dispatcher, path: '/api/shipments', body, other, effect }
  },
}

const dispatch: Record<string, (world: World) => Promise<Repeated>> = {
  'resend by the dispatcher': async (world) => {
    const { id } = await outForDelivery(world, 'kse')
    const path = `/api/shipments/${id}/resend`
    return { client: world.dispatcher, path, body: {}, effect: factsOf(world, id) }
  },
  cancel: async (world) => {
    const { id } = await announce(world, await contractFor(world, 'kse'))
    const [body, other] = [{ reason: 'the shipper asked' }, { reason: 'something else' }]
    const path = `/api/shipments/${id}/cancel`
    return { client: world.dispatcher, path, body, other, effect: factsOf(world, id) }
  },
  'erase personal data': async (world) => {
    const { id } = await announce(world, await contractFor(world, 'kse'))
    await world.dispatcher.must('POST', `/api/shipments/${id}/cancel`, { reason: 'the shipper asked' })
    const [body, other] = [{ kinds: ['contact'] }, { kinds: ['name'] }]
    const path = `/api/shipments/${id}/erase`
    return { client: world.dispatcher, path, body, other, effect: factsOf(world, id) }
  },
  'decide a claim': async (world) => {
    const { client, path, id, effect } = await onPage(world, 'claim', [], ['scan'])
    await client.must('POST', path, { kind: 'damaged' })
    const [body, other] = [{ decision: 'resume' }, { decision: 'return' }]
    return { client: world.dispatcher, path: `/api/shipments/${id}/claim/decide`, body, other, effect }
  },
  'make a round': async (world) => {
    const contractId = await contractFor(world, 'kse')
    const [{ id }, { id: another }] = [await announce(world, contractId), await announce(world, contractId)]
    const { id: courierId } = await newCourier(world)
    const body = { courierId, date: today(), shipmentIds: [id] }
    const other = { ...body, shipmentIds: [another] }
    const effect = async () => [await factsOf(world, id)(), await factsOf(world, another)()]
    return { client: world.dispatcher, path: '/api/rounds', body, other, effect }
  },
  'dispatch a round': async (world) => {
    const given = await planned(world)
    return { ...given, path: `/api/rounds/${given.roundId}/dispatch`, body: {} }
  },
  'move a stop': async (world) => {
    const { id, roundId, courierId, ...given } = await planned(world)
    const { id: next } = await newCourier(world)
    const [body, other] = [next, courierId].map((to) => ({ shipmentId: id, courierId: to }))
    return { ...given, path: `/api/rounds/${roundId}/move`, body, other }
  },
  'withdraw a stop': async (world) => {
    const { id, roundId, ...given } = await planned(world)
    const [body, other] = [{ shipmentId: id }, { shipmentId: 'another' }]
    return { ...given, path: `/api/rounds/${roundId}/withdraw`, body, other }
  },
}

export const qrOf = (id: string, end: string) => ({ code: `SESAME:1:${id}:${'A'.repeat(21)}${end}` })

const door: Record<string, (world: World) => Promise<Repeated>> = {
  arrive: (world) =>
    atDoor(world, 'kse', 'arrive', [{ at: '2026-11-20T10:00:00Z' }, { at: '2026-11-20T11:00:00Z' }], []),
  'a wrong PIN': async (world) => {
    const given = await atDoor(world, 'chronopost', 'pin', [])
    const pin = await pinOf(world, given)
    return { ...given, body: { pin: wrongPins(pin, 1)[0] }, other: { pin } }
  },
  'the right PIN': async (world) => {
    const given = await atDoor(world, 'kse', 'pin', [])
    const pin = await pinOf(world, given)
    return { ...given, body: { pin }, other: { pin: wrongPins(pin, 1)[0] } }
  },
  'a wrong QR': async (world) => {
    const given = await atDoor(world, 'chronopost', 'qr', [])
    return { ...given, body: qrOf(given.id, 'A'), other: qrOf(given.id, 'Q') }
  },
  'no code, held': (world) => atDoor(world, 'chronopost', 'no-code', [{}]),
  'no code, identity': (world) => atDoor(world, 'kse', 'no-code', [{}]),
  'identity check': (world) => {
    const checked = { documentType: 'passport', nameMatches: true, signature: drawn }
    return atDoor(world, 'kse', 'identity', [checked, { declined: true }], ['arrive', 'no-code'])
  },
  'take back a failed visit': async (world) => {
    const given = await atDoor(world, 'kse', 'reopen', [{}])
    await given.client.must('POST', `/api/stops/${given.id}/fail`, { reason: 'absent' })
    return given
  },
  'fail a visit': (world) => atDoor(world, 'kse', 'fail', [{ reason: 'absent' }, { reason: 'refused' }]),
  'deliver an ordinary one': async (world) => {
    const recipient = { kind: 'business' }
    const { id, courier: client } = await outForDelivery(world, 'kse', { arrived: true, recipient })
    const [body, other] = [{ signature: drawn }, { signature: { ...drawn, width: 400 } }]
    return { client, path: `/api/stops/${id}/deliver`, body, other, effect: factsOf(world, id) }
  },
  'send at the door': (world) => atDoor(world, 'kse', 'send', [{ what: 'link' }, { what: 'code' }]),
}

const page: Record<string, (world: World) => Promise<Repeated>> = {
  'scan the label': async (world) => {
    const { scan, ...given } = await onPage(world, 'scan', [], [])
    return { ...given, body: scan, other: { ...scan, by: 'typed' } }
  },
  'scan a wrong label': (world) => {
    const bodies: Bodies = [
      { label: 'WRONG1', by: 'camera' },
      { label: 'WRONG2', by: 'camera' },
    ]
    return onPage(world, 'scan', bodies, [])
  },
  'no claims': (world) => onPage(world, 'confirm', [{ noClaims: true }], ['scan']),
  'raise a claim': (world) => onPage(world, 'claim', [{ kind: 'damaged' }, { kind: 'wrong' }], ['scan']),
  finish: (world) => onPage(world, 'finish', [typed, { ...typed, comment: 'merci' }], ['scan', 'confirm']),
  'not me': (world) => onPage(world, 'not-me', [{}], []),
}

/** Every write that takes a key, by name, set up so that its first call succeeds. */
export const WRITES = { ...registry, ...dispatch, ...door, ...page }
