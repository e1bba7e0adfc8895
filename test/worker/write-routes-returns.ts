import { heldAtPoint } from '../support/counter.ts'
import { eventsOf, ofType } from '../support/door.ts'
import { DRAWN, type Scene, TODAY, type WriteRoute } from './write-scene.ts'

/** Adds a shipment that waits at a point to the scene. */
export async function withHold(scene: Scene): Promise<Scene> {
  const { id, clerk, labels, pointId } = await heldAtPoint(scene.world, 'kse', { received: true })
  return { ...scene, counter: clerk, pointId, holdId: id, heldLabel: labels[0] ?? '' }
}

/** Adds a violation of which the scene's courier is suspected. */
export async function withViolation(scene: Scene): Promise<Scene> {
  const { world, dispatcher, shipmentId } = scene
  const body = { shipmentId, kind: 'other', comment: 'seen' }
  await dispatcher.must('POST', '/api/violations', body)
  const [suspected] = ofType(await eventsOf(world, shipmentId), 'violation-suspected')
  const violationId = `${shipmentId}:${suspected?.seq}`
  await world.until(async () => (await dispatcher.get(`/api/violations/${violationId}`)).status === 200)
  return { ...scene, violationId }
}

const labels = (s: Scene) => [s.label]
const shipment = (s: Scene) => ({ id: s.shipmentId })
const round = (s: Scene) => ({ id: s.roundId })
const hold = (s: Scene) => ({ shipmentId: s.holdId })
const held = (s: Scene) => ({ labels: [s.heldLabel] })
const violation = (s: Scene) => ({ id: s.violationId })
const comment = 'as the round sheet says'

/** Of the right form, and of no shipment. */
const DOOR_TOKEN = 'AAAAAAAAAAAAAA.AAAAAAAAAAAAAA'

/** The writes at a counter, at the end of a round, and in the ledger. */
export const AFTER_THE_DOOR: WriteRoute[] = [
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
    body: (s) => ({ date: TODAY, courierId: s.courierId }),
    optional: ['date', 'courierId'],
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/contact',
    as: 'dispatcher',
    at: shipment,
    body: () => ({ phone: '+33612345678', email: 'camille@example.fr' }),
    optional: ['phone', 'email'],
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/contact/withdraw',
    as: 'dispatcher',
    at: shipment,
    body: () => ({}),
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/contact/stop',
    as: 'phone',
    at: (s) => ({ deliveryId: s.shipmentId }),
    body: () => ({}),
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/label/stop',
    as: 'phone',
    at: (s) => ({ deliveryId: s.shipmentId }),
    body: () => ({}),
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/recipient',
    // The contract's key makes this call. A dispatcher's call is checked in the same way and then refused.
    as: 'dispatcher',
    at: shipment,
    body: () => ({ name: 'Camille Renaud', phone: '+33612345678', email: 'camille@example.fr' }),
    optional: ['name', 'phone', 'email'],
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
  {
    method: 'POST',
    path: '/api/requests/:id/decide',
    as: 'dispatcher',
    at: (s) => ({ id: s.requestId }),
    body: (s) => ({ decision: 'agree', seen: s.seen }),
  },
  {
    method: 'POST',
    path: '/api/operator',
    as: 'nobody',
    body: () => ({ jws: 'x'.repeat(45) }),
    // The signed act has its own id.
    keyless: true,
  },
  // The call only asks and changes nothing.
  { method: 'POST', path: '/api/holds/open', as: 'counter', body: held, keyless: true },
  { method: 'POST', path: '/api/holds/:shipmentId/open', as: 'counter', at: hold, body: held, keyless: true },
  {
    method: 'POST',
    path: '/api/holds/:shipmentId/confirm-receipt',
    as: 'dispatcher',
    at: hold,
    body: held,
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/conflict/settle',
    as: 'dispatcher',
    at: (s) => ({ id: s.shipmentId }),
    body: (s) => ({ event: s.conflict }),
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/suspension/lift',
    as: 'dispatcher',
    at: (s) => ({ id: s.shipmentId }),
    body: () => ({}),
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/suspension/lift',
    as: 'phone',
    at: (s) => ({ deliveryId: s.shipmentId }),
    body: () => ({}),
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/pay',
    as: 'phone',
    at: (s) => ({ deliveryId: s.shipmentId }),
    body: () => ({}),
  },
  { method: 'POST', path: '/api/door-payment', as: 'nobody', body: () => ({ token: DOOR_TOKEN }) },
  { method: 'POST', path: '/api/door-payment/pay', as: 'nobody', body: () => ({ token: DOOR_TOKEN }) },
  {
    method: 'POST',
    path: '/api/shipments/:id/refund',
    as: 'dispatcher',
    at: (s) => ({ id: s.shipmentId }),
    body: () => ({ amount: 100, reason: 'broken' }),
    optional: ['amount'],
  },
  {
    method: 'POST',
    path: '/api/shipments/:id/refund/retry',
    as: 'dispatcher',
    at: (s) => ({ id: s.shipmentId }),
    body: () => ({}),
  },
  {
    method: 'POST',
    path: '/api/deliveries/:deliveryId/chat/end',
    as: 'phone',
    at: (s) => ({ deliveryId: s.shipmentId }),
    body: () => ({}),
  },
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
      signature: DRAWN,
      typedName: 'Camille Renaud',
    }),
    optional: ['signature', 'typedName'],
  },
  { method: 'POST', path: '/api/holds/:shipmentId/scan', as: 'counter', at: hold, body: held },
  { method: 'POST', path: '/api/holds/:shipmentId/refuse', as: 'counter', at: hold, body: held },
  { method: 'POST', path: '/api/holds/:shipmentId/extend', as: 'counter', at: hold, body: () => ({}) },
  { method: 'POST', path: '/api/holds/:shipmentId/return', as: 'counter', at: hold, body: held },
]
