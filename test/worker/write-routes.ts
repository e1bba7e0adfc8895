import { AFTER_THE_DOOR } from './write-routes-returns.ts'
import { DRAWN, NOWHERE, type Scene, TODAY, type WriteRoute } from './write-scene.ts'

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

const POLICY = {
  mandatory: true,
  pinDigits: 6,
  door: ['pin'],
  zone: 'Europe/Paris',
  codes: { pin: 'D7' },
  wording: { fr: { receipt: 'Remis. Pas vous ?\n{link}' } },
}
const POLICY_OPTIONAL = [
  'policy',
  ...['mandatory', 'pinDigits', 'door', 'zone', 'codes', 'codes.pin'].map((field) => `policy.${field}`),
  ...['wording', 'wording.fr', 'wording.fr.receipt'].map((field) => `policy.${field}`),
]

/** Every write that exists. A test compares the table with the app's own routes. */
export const WRITE_ROUTES: WriteRoute[] = [
  {
    method: 'POST',
    path: '/api/session',
    as: 'nobody',
    keyless: true,
    body: () => ({ token: 'x'.repeat(45) }),
  },
  {
    method: 'POST',
    path: '/api/session/renew',
    as: 'nobody',
    keyless: true,
    body: () => ({ personId: 'nobody', app: '1.0', unsent: 0 }),
    optional: ['app', 'unsent'],
  },
  {
    method: 'POST',
    path: '/api/session/tickets',
    as: 'nobody',
    body: () => ({ personId: 'nobody', path: '/api/round' }),
  },
  { method: 'POST', path: '/api/shift', as: 'nobody', body: () => ({ personId: 'nobody', pin: '493817' }) },
  { method: 'PUT', path: '/api/shift/pin', as: 'courier', body: () => ({ pin: '493817' }) },
  {
    method: 'POST',
    path: '/api/shift/options',
    as: 'nobody',
    keyless: true,
    body: () => ({ personId: 'nobody' }),
  },
  { method: 'POST', path: '/api/passkeys/options', as: 'courier', keyless: true, body: () => ({}) },
  {
    method: 'POST',
    path: '/api/passkeys',
    as: 'courier',
    body: () => ({
      name: 'Bureau',
      response: { id: 'nobodys', clientDataJSON: 'e30', attestationObject: 'oA', transports: ['internal'] },
    }),
    optional: ['response.transports'],
    mayBeEmpty: ['response.transports'],
  },
  {
    method: 'POST',
    path: '/api/passkeys/:id/rename',
    as: 'courier',
    at: (s) => ({ id: s.passkeyId ?? 'nobodys' }),
    body: () => ({ name: 'Bureau' }),
  },
  {
    method: 'POST',
    path: '/api/passkeys/:id/remove',
    as: 'courier',
    at: (s) => ({ id: s.passkeyId ?? 'nobodys' }),
    body: () => ({}),
  },
  {
    method: 'POST',
    path: '/api/devices/:id/revoke',
    as: 'dispatcher',
    at: (s) => ({ id: s.deviceId ?? 'nobody:aaaaaaaaaaaaaaaa' }),
    body: () => ({}),
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
      policy: POLICY,
      base: 0,
    }),
    optional: ['carrier', 'base', ...POLICY_OPTIONAL],
  },
  {
    method: 'POST',
    path: '/api/contracts/:id/dry-run',
    as: 'dispatcher',
    at: (s) => ({ id: s.contractId }),
    body: () => ({ profile: 'kse', policy: POLICY, cursor: 'e30' }),
    optional: ['cursor', ...POLICY_OPTIONAL],
    // The call only asks and changes nothing.
    keyless: true,
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
    body: (s) => ({ role: 'courier', subjectId: s.courierId, name: 'Lucas Moreau', lent: true }),
    // The form does not require a subject, but the role does: without one there is no courier to invite.
    optional: ['name', 'lent'],
  },
  {
    method: 'POST',
    path: '/api/invitations/sheet',
    as: 'dispatcher',
    body: (s) => ({ courierIds: [s.courierId] }),
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
    body: (s) => ({ courierId: s.courierId, date: TODAY, shipmentIds: [s.shipmentId] }),
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
    body: (s) => ({ documentType: 'passport', nameMatches: true, signature: DRAWN, labels: labels(s) }),
    optional: ['signature', 'labels'],
  },
  {
    method: 'POST',
    path: '/api/stops/:shipmentId/fail',
    as: 'courier',
    at: stop,
    body: () => ({ reason: 'absent' }),
  },
  { method: 'POST', path: '/api/stops/:shipmentId/reopen', as: 'courier', at: stop, body: () => ({}) },
  {
    method: 'POST',
    path: '/api/stops/:shipmentId/deliver',
    as: 'courier',
    at: stop,
    body: (s) => ({ signature: DRAWN, labels: labels(s) }),
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
    body: (s) => ({ kind: 'damaged', text: 'wet', photoIds: [s.photoId] }),
    optional: ['text', 'photoIds'],
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/finish',
    as: 'phone',
    at: delivery,
    body: () => ({ signature: { typedName: 'Camille Renaud' }, comment: 'merci' }),
    // Without a name the signature counts as a drawn one, which then lacks its strokes.
    optional: ['signature', 'signature.typedName', 'comment'],
  },
  { method: 'POST', path: '/api/deliveries/:deliveryId/extend', as: 'phone', at: delivery, body: () => ({}) },
  { method: 'POST', path: '/api/deliveries/:deliveryId/not-me', as: 'phone', at: delivery, body: () => ({}) },
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
    // Null means all contracts.
    mayBeNull: ['contractId'],
  },
  { method: 'POST', path: '/api/webhooks/:id/rotate', as: 'dispatcher', at: webhook, body: () => ({}) },
  { method: 'POST', path: '/api/webhooks/:id/test', as: 'dispatcher', at: webhook, body: () => ({}) },
  {
    method: 'POST',
    path: '/api/webhooks/:id/replay',
    as: 'dispatcher',
    at: webhook,
    body: (s) => ({ eventId: `${s.shipmentId}:1` }),
    // Without an event the body is a time range, which then lacks its ends.
    optional: ['eventId'],
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/erase',
    as: 'dispatcher',
    at: (s) => ({ id: s.shipmentId }),
    body: () => ({ kinds: ['contact', 'signature'], reason: 'the recipient asked' }),
    optional: ['kinds', 'reason'],
  },
  ...AFTER_THE_DOOR,
]

/** Returns a route's address with its names filled in. `instead` replaces every name. */
export function addressOf(route: WriteRoute, scene: Scene, instead?: string): string {
  const values = route.at?.(scene) ?? {}
  return route.path.replace(/:(\w+)/g, (_, name: string) => instead ?? values[name] ?? '')
}
