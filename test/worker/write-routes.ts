import { type Client, signIn } from '../../scripts/client.ts'
import { clerkAt, heldAtPoint } from '../support/counter.ts'
import { eventsOf, ofType } from '../support/door.ts'
import { contractFor, openLink, outForDelivery, secretOf, type World } from '../support/world.ts'

/** One of everything that a write can be about. */
export interface Scene {
  world: World
  dispatcher: Client
  courier: Client
  depot: Client
  /** Staff of the point where the hold is. */
  counter: Client
  phone: Client
  contractId: string
  providerId: string
  courierId: string
  pointId: string
  roundId: string
  /** The courier's. */
  sessionId: string
  apiKeyId: string
  /** Of the contract, at an address where nobody listens. */
  webhookId: string
  /** Out for delivery, arrived. */
  shipmentId: string
  label: string
  /** Held and received at the counter's point, of another courier. */
  holdId: string
  heldLabel: string
  /** Suspected. */
  violationId: string
}

const NOWHERE = 'http://127.0.0.1:1/hook'

/** A shipment at the door with everybody who has to do with it. */
export async function setScene(world: World): Promise<Scene> {
  const contractId = await contractFor(world, 'kse')
  const provider = await world.dispatcher.must('POST', '/api/providers', { name: 'Provider' })
  const door = await outForDelivery(world, 'kse', { arrived: true })
  const { phone } = await openLink(world, (await secretOf(world, door.phone)).link)
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
    shipmentId: door.id,
    label: door.labels[0] ?? '',
    holdId: door.id,
    heldLabel: door.labels[0] ?? '',
    violationId: 'none',
  }
}

/** The same with a shipment that waits at a point. */
export async function withHold(scene: Scene): Promise<Scene> {
  const { id, clerk, labels, pointId } = await heldAtPoint(scene.world, 'kse', { received: true })
  return { ...scene, counter: clerk, pointId, holdId: id, heldLabel: labels[0] ?? '' }
}

/** The same with a violation that the courier of the scene is suspected of. */
export async function withViolation(scene: Scene): Promise<Scene> {
  const { world, dispatcher, shipmentId } = scene
  const body = { shipmentId, kind: 'other', comment: 'seen' }
  await dispatcher.must('POST', '/api/violations', body)
  const [suspected] = ofType(await eventsOf(world, shipmentId), 'violation-suspected')
  const violationId = `${shipmentId}:${suspected?.seq}`
  await world.until(async () => (await dispatcher.get(`/api/violations/${violationId}`)).status === 200)
  return { ...scene, violationId }
}

export interface WriteRoute {
  method: 'POST' | 'PUT' | 'DELETE'
  /** As the app has it, with `:names`. */
  path: string
  as: 'nobody' | 'dispatcher' | 'courier' | 'counter' | 'depot' | 'phone'
  /** What stands for each name in the path. */
  at?: (scene: Scene) => Record<string, string>
  /** A body of the right form, with every field there is. */
  body: (scene: Scene) => Record<string, unknown>
  /** Fields that may be missing, by path. */
  optional?: string[]
  /** Lists that may have nothing in them. */
  mayBeEmpty?: string[]
  /** Takes no Idempotency-Key. */
  keyless?: true
}

const drawn = { strokes: [[[1, 2, 3]]], width: 300, height: 150 }
const address = (more = {}) => ({
  line1: '12 quai Perrache',
  line2: 'Bât. B',
  city: 'Lyon',
  postcode: '69002',
  country: 'FR',
  lat: 45.7,
  lon: 4.8,
  ...more,
})
const addressOptional = (at: string) => [`${at}.line2`, `${at}.lat`, `${at}.lon`]
const stop = (s: Scene) => ({ shipmentId: s.shipmentId })
const shipment = (s: Scene) => ({ id: s.shipmentId })
const round = (s: Scene) => ({ id: s.roundId })
const delivery = (s: Scene) => ({ deliveryId: s.shipmentId })
const person = (s: Scene) => ({ id: s.courierId })
const apiKey = (s: Scene) => ({ id: s.apiKeyId })
const webhook = (s: Scene) => ({ id: s.webhookId })
const labels = (s: Scene) => [s.label]
const hold = (s: Scene) => ({ shipmentId: s.holdId })
const held = (s: Scene) => ({ labels: [s.heldLabel] })
const violation = (s: Scene) => ({ id: s.violationId })
const comment = 'as the round sheet says'

/** Every write there is; a test compares it with the app's own routes. */
export const WRITE_ROUTES: WriteRoute[] = [
  {
    method: 'POST',
    path: '/api/session',
    as: 'nobody',
    keyless: true,
    body: () => ({ token: 'x'.repeat(45) }),
  },
  { method: 'DELETE', path: '/api/session', as: 'courier', keyless: true, body: () => ({ role: 'courier' }) },
  {
    method: 'PUT',
    path: '/api/contracts/:id',
    as: 'dispatcher',
    at: () => ({ id: 'new-contract' }),
    body: () => ({
      name: 'Maison',
      profile: 'kse',
      carrier: 'КСЭ',
      policy: { mandatory: true, pinDigits: 6, door: ['pin'], zone: 'Europe/Paris', codes: { pin: 'D7' } },
    }),
    optional: [
      'carrier',
      'policy',
      ...['mandatory', 'pinDigits', 'door', 'zone', 'codes', 'codes.pin'].map((f) => `policy.${f}`),
    ],
  },
  { method: 'POST', path: '/api/providers', as: 'dispatcher', body: () => ({ name: 'Transports Rapides' }) },
  {
    method: 'POST',
    path: '/api/couriers',
    as: 'dispatcher',
    body: (s) => ({ name: 'Lucas Moreau', providerId: s.providerId }),
  },
  {
    method: 'POST',
    path: '/api/points',
    as: 'dispatcher',
    body: () => ({ name: 'Relais', kind: 'point', address: address(), hours: '9–18', zone: 'Europe/Paris' }),
    optional: ['hours', 'zone', ...addressOptional('address')],
  },
  {
    method: 'POST',
    path: '/api/invitations',
    as: 'dispatcher',
    body: (s) => ({ role: 'courier', subjectId: s.courierId, name: 'Lucas Moreau' }),
    // Without a subject there is no courier to invite: required by the role, not by the form.
    optional: ['name'],
  },
  {
    method: 'POST',
    path: '/api/api-keys',
    as: 'dispatcher',
    body: (s) => ({ name: 'ERP', contractId: s.contractId, scopes: ['announce'] }),
    optional: ['contractId', 'scopes'],
  },
  { method: 'POST', path: '/api/api-keys/:id/revoke', as: 'dispatcher', at: apiKey, body: () => ({}) },
  { method: 'POST', path: '/api/people/:id/release', as: 'dispatcher', at: person, body: () => ({}) },
  { method: 'POST', path: '/api/people/:id/revoke', as: 'dispatcher', at: person, body: () => ({}) },
  {
    method: 'POST',
    path: '/api/sessions/:id/revoke',
    as: 'dispatcher',
    at: (s) => ({ id: s.sessionId }),
    body: () => ({}),
  },
  {
    method: 'POST',
    path: '/api/shipments',
    as: 'dispatcher',
    body: (s) => ({
      waybill: 'WB-OF-THE-TABLE',
      contractId: s.contractId,
      parcels: [{ label: 'LABEL-OF-THE-TABLE' }],
      recipient: {
        name: 'Camille Renaud',
        phone: '+33611112222',
        email: 'camille@example.org',
        kind: 'consumer',
        locale: 'fr',
        address: address(),
      },
      inPerson: true,
      destination: { pointId: s.pointId },
      reference: 'Bestellung 7',
    }),
    optional: [
      'destination',
      'reference',
      ...['phone', 'email', 'locale'].map((field) => `recipient.${field}`),
      ...addressOptional('recipient.address'),
    ],
  },
  { method: 'POST', path: '/api/shipments/:id/resend', as: 'dispatcher', at: shipment, body: () => ({}) },
  {
    method: 'POST',
    path: '/api/shipments/:id/cancel',
    as: 'dispatcher',
    at: shipment,
    body: () => ({ reason: 'no' }),
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/claim/decide',
    as: 'dispatcher',
    at: shipment,
    body: () => ({ decision: 'resume', comment: 'go on' }),
    optional: ['comment'],
  },
  {
    method: 'POST',
    path: '/api/rounds',
    as: 'dispatcher',
    body: (s) => ({ courierId: s.courierId, date: '2026-11-23', shipmentIds: [s.shipmentId] }),
  },
  { method: 'POST', path: '/api/rounds/:id/dispatch', as: 'dispatcher', at: round, body: () => ({}) },
  {
    method: 'POST',
    path: '/api/rounds/:id/move',
    as: 'dispatcher',
    at: round,
    body: (s) => ({ shipmentId: s.shipmentId, courierId: s.courierId }),
  },
  {
    method: 'POST',
    path: '/api/rounds/:id/withdraw',
    as: 'dispatcher',
    at: round,
    body: (s) => ({ shipmentId: s.shipmentId }),
  },
  { method: 'POST', path: '/api/depot/receive', as: 'depot', body: (s) => ({ labels: labels(s) }) },
  {
    method: 'POST',
    path: '/api/stops/:shipmentId/arrive',
    as: 'courier',
    at: stop,
    body: () => ({ at: '2026-11-22T10:00:00Z', place: { lat: 45.7, lon: 4.8, accuracyM: 12 } }),
    optional: ['place'],
  },
  {
    method: 'POST',
    path: '/api/stops/:shipmentId/pin',
    as: 'courier',
    at: stop,
    body: (s) => ({ pin: '00000', labels: labels(s) }),
    optional: ['labels'],
  },
  {
    method: 'POST',
    path: '/api/stops/:shipmentId/qr',
    as: 'courier',
    at: stop,
    body: (s) => ({ code: `SESAME:1:${s.shipmentId}:${'A'.repeat(22)}`, labels: labels(s) }),
    optional: ['labels'],
  },
  {
    method: 'POST',
    path: '/api/stops/:shipmentId/receipt',
    as: 'courier',
    at: stop,
    body: (s) => ({ code: `SESAME:1R:${s.shipmentId}:1:${'A'.repeat(22)}` }),
  },
  { method: 'POST', path: '/api/stops/:shipmentId/no-code', as: 'courier', at: stop, body: () => ({}) },
  {
    method: 'POST',
    path: '/api/stops/:shipmentId/identity',
    as: 'courier',
    at: stop,
    body: (s) => ({ documentType: 'passport', nameMatches: true, signature: drawn, labels: labels(s) }),
    optional: ['signature', 'labels'],
  },
  {
    method: 'POST',
    path: '/api/stops/:shipmentId/fail',
    as: 'courier',
    at: stop,
    body: () => ({ reason: 'absent' }),
  },
  {
    method: 'POST',
    path: '/api/stops/:shipmentId/deliver',
    as: 'courier',
    at: stop,
    body: (s) => ({ signature: drawn, labels: labels(s) }),
    optional: ['labels'],
  },
  {
    method: 'POST',
    path: '/api/stops/:shipmentId/send',
    as: 'courier',
    at: stop,
    body: () => ({ what: 'link' }),
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/scan',
    as: 'phone',
    at: delivery,
    body: (s) => ({ label: s.label, by: 'camera' }),
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/confirm',
    as: 'phone',
    at: delivery,
    body: () => ({ noClaims: true }),
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/claim',
    as: 'phone',
    at: delivery,
    body: () => ({ kind: 'damaged', text: 'wet' }),
    optional: ['text'],
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/finish',
    as: 'phone',
    at: delivery,
    body: () => ({ signature: { typedName: 'Camille Renaud' }, comment: 'merci' }),
    // Without a name it is a drawn signature, which then lacks its strokes.
    optional: ['signature', 'signature.typedName', 'comment'],
  },
  { method: 'POST', path: '/api/deliveries/:deliveryId/extend', as: 'phone', at: delivery, body: () => ({}) },
  { method: 'POST', path: '/api/deliveries/:deliveryId/not-me', as: 'phone', at: delivery, body: () => ({}) },
  {
    method: 'POST',
    path: '/api/round/close',
    as: 'courier',
    body: (s) => ({ scanned: labels(s) }),
    mayBeEmpty: ['scanned'],
  },
  {
    method: 'POST',
    path: '/api/rounds/:id/close',
    as: 'depot',
    at: round,
    body: (s) => ({ scanned: labels(s) }),
    mayBeEmpty: ['scanned'],
  },
  {
    method: 'POST',
    path: '/api/rounds/:id/device-failure',
    as: 'dispatcher',
    at: round,
    body: () => ({ reason: 'it fell' }),
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/reschedule',
    as: 'depot',
    at: shipment,
    body: (s) => ({ date: '2026-11-24', courierId: s.courierId }),
    optional: ['date', 'courierId'],
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/point',
    as: 'dispatcher',
    at: shipment,
    body: (s) => ({ pointId: s.pointId }),
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/return',
    as: 'dispatcher',
    at: shipment,
    body: () => ({ reason: 'the shipper asked' }),
  },
  { method: 'POST', path: '/api/depot/return', as: 'depot', body: (s) => ({ labels: labels(s) }) },
  {
    method: 'POST',
    path: '/api/violations',
    as: 'dispatcher',
    body: (s) => ({ shipmentId: s.shipmentId, kind: 'without-code', comment }),
  },
  {
    method: 'POST',
    path: '/api/violations/:id/contest',
    as: 'dispatcher',
    at: violation,
    body: () => ({ comment }),
  },
  {
    method: 'POST',
    path: '/api/violations/:id/decide',
    as: 'dispatcher',
    at: violation,
    body: () => ({ decision: 'upheld', comment }),
  },
  { method: 'POST', path: '/api/violations/:id/approve', as: 'dispatcher', at: violation, body: () => ({}) },
  {
    method: 'POST',
    path: '/api/holds/receive',
    as: 'counter',
    body: (s) => ({ ...held(s), shelf: 'A3' }),
    optional: ['shelf'],
  },
  {
    method: 'POST',
    path: '/api/holds/:shipmentId/pin',
    as: 'counter',
    at: hold,
    body: (s) => ({ pin: '00000', ...held(s) }),
  },
  {
    method: 'POST',
    path: '/api/holds/:shipmentId/qr',
    as: 'counter',
    at: hold,
    body: (s) => ({ code: `SESAME:1:${s.holdId}:${'A'.repeat(22)}`, ...held(s) }),
  },
  {
    method: 'POST',
    path: '/api/holds/:shipmentId/identity',
    as: 'counter',
    at: hold,
    body: (s) => ({
      documentType: 'passport',
      nameMatches: true,
      ...held(s),
      signature: drawn,
      typedName: 'Camille Renaud',
    }),
    optional: ['signature', 'typedName'],
  },
  { method: 'POST', path: '/api/holds/:shipmentId/scan', as: 'counter', at: hold, body: held },
  { method: 'POST', path: '/api/holds/:shipmentId/refuse', as: 'counter', at: hold, body: held },
  { method: 'POST', path: '/api/holds/:shipmentId/extend', as: 'counter', at: hold, body: () => ({}) },
  { method: 'POST', path: '/api/holds/:shipmentId/return', as: 'counter', at: hold, body: held },
  {
    method: 'PUT',
    path: '/api/webhooks/:id',
    as: 'dispatcher',
    at: webhook,
    body: (s) => ({
      url: NOWHERE,
      events: ['cancelled', 'handed-over'],
      contractId: s.contractId,
      format: 'cloudevents',
      enabled: true,
    }),
    optional: ['contractId', 'format', 'enabled'],
  },
  { method: 'POST', path: '/api/webhooks/:id/rotate', as: 'dispatcher', at: webhook, body: () => ({}) },
  { method: 'POST', path: '/api/webhooks/:id/test', as: 'dispatcher', at: webhook, body: () => ({}) },
  {
    method: 'POST',
    path: '/api/webhooks/:id/replay',
    as: 'dispatcher',
    at: webhook,
    body: (s) => ({ eventId: `${s.shipmentId}:1` }),
    // Without an event it is a time range, which then lacks its ends.
    optional: ['eventId'],
  },
]

/** The address of a route, its names filled in; `instead` puts something else for every name. */
export function addressOf(route: WriteRoute, scene: Scene, instead?: string): string {
  const values = route.at?.(scene) ?? {}
  return route.path.replace(/:(\w+)/g, (_, name: string) => instead ?? values[name] ?? '')
}
