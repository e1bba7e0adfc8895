import { type Context, Hono } from 'hono'
import type { FinishAnswer, ScanAnswer } from '../api/deliveries/answers.ts'
import * as deliveriesBody from '../api/deliveries/bodies.ts'
import type { RecipientCommand } from '../domain/command.ts'
import type { AppEnv } from '../http/context.ts'
import { writeImage } from '../http/image.ts'
import { problem } from '../http/problem.ts'
import { requiresPhone } from '../http/require.ts'
import { respond, upgradeRequest } from '../http/respond.ts'
import { write } from '../http/validate.ts'
import { bytesDigest, derivedId } from '../security/chain.ts'
import { shipmentOf } from '../shipment/api.ts'
import type { Personal } from '../shipment/call.ts'
import { SESSION_HEADER } from '../shipment/live.ts'
import { photoKey } from '../shipment/photos.ts'

const deliveryAt = (c: Context<AppEnv>) => shipmentOf(c.env.SHIPMENT, c.req.param('deliveryId') ?? '')

type WithoutPhone<T> = T extends unknown ? Omit<T, 'session' | 'link'> : never

function carryOut(c: Context<AppEnv>, command: WithoutPhone<RecipientCommand>, personal?: Personal) {
  const phone = c.get('phone')
  const by = { role: 'recipient' as const, id: phone.session }
  const whole = { ...command, ...phone } as RecipientCommand
  return deliveryAt(c).carryOut(whole, { by, once: c.get('once') }, personal)
}

/** The recipient's page. The cookie is of one delivery, so two links in two tabs never mix. */
export const recipient = new Hono<AppEnv>()
  .use('/api/deliveries/:deliveryId/*', requiresPhone)
  .get('/api/deliveries/:deliveryId', async (c) => respond(c, await deliveryAt(c).delivery(c.get('phone'))))
  .get('/api/deliveries/:deliveryId/live', async (c) => {
    if (c.req.header('upgrade') !== 'websocket') return problem(c, 'bad-request')
    const delivery = deliveryAt(c)
    const alive = await delivery.delivery(c.get('phone'))
    if (!alive.ok) return problem(c, alive.refusal)
    return delivery.fetch(upgradeRequest(SESSION_HEADER, c.get('phone').session))
  })
  .post('/api/deliveries/:deliveryId/scan', ...write(deliveriesBody.scan), async (c) => {
    const { label, by } = c.req.valid('json')
    const done = await carryOut(c, { type: 'scan-label', label, by })
    if (!done.ok || done.value.outcome !== 'match') return respond(c, done)
    const delivery = await deliveryAt(c).deliveryData(c.get('phone'))
    return delivery
      ? c.json({ outcome: 'match', delivery } satisfies ScanAnswer, 200)
      : problem(c, 'not-found')
  })
  .post('/api/deliveries/:deliveryId/confirm', ...write(deliveriesBody.confirm), async (c) =>
    respond(c, await carryOut(c, { type: 'declare-no-claims' })),
  )
  .post('/api/deliveries/:deliveryId/claim', ...write(deliveriesBody.claim), async (c) => {
    const { kind, text, photoIds } = c.req.valid('json')
    const personal = { ...(text && { claim: text }), ...(photoIds && { photos: photoIds }) }
    return respond(c, await carryOut(c, { type: 'raise-claim', kind }, personal))
  })
  .post('/api/deliveries/:deliveryId/photos', ...writeImage, async (c) => {
    const { bytes, type, width, height } = c.get('picture')
    const { once, phone } = { once: c.get('once'), phone: c.get('phone') }
    const photo = { id: derivedId('photo', once.key), digest: bytesDigest(bytes), type, width, height }
    const by = { role: 'recipient' as const, id: phone.session }
    const noted = await deliveryAt(c).addPhoto(photo, phone, { by, once })
    if (!noted.ok) return respond(c, noted)
    // Noted first: what is written and then forgotten by us would stay for ever.
    const key = photoKey(c.req.param('deliveryId'), photo.id)
    await c.env.PHOTOS.put(key, bytes, { httpMetadata: { contentType: type } })
    return c.json({ id: photo.id }, 201)
  })
  .post('/api/deliveries/:deliveryId/finish', ...write(deliveriesBody.finish), async (c) => {
    const { signature, comment } = c.req.valid('json')
    const signed = signature ? ('typedName' in signature ? 'typed' : 'drawn') : null
    const personal = { ...(signature && { signature }), ...(comment && { comment }) }
    const done = await carryOut(c, { type: 'finish', signed }, personal)
    if (!done.ok || done.value.outcome !== 'handed-over') return respond(c, done)
    // The receipt's bits are a secret: not in the stored answer, but derived again for every repeat.
    const delivery = await deliveryAt(c).delivery(c.get('phone'))
    const receipt = delivery.ok ? delivery.value.receipt : undefined
    if (!receipt) return problem(c, 'not-found')
    const { code } = done.value
    return c.json({ outcome: 'handed-over', code, receipt } satisfies FinishAnswer, 200)
  })
  .post('/api/deliveries/:deliveryId/extend', ...write(deliveriesBody.extend), async (c) =>
    respond(c, await carryOut(c, { type: 'extend' })),
  )
  .post('/api/deliveries/:deliveryId/contact/stop', ...write(deliveriesBody.stopContact), async (c) =>
    respond(c, await carryOut(c, { type: 'stop-contact-change' })),
  )
  .post('/api/deliveries/:deliveryId/suspension/lift', ...write(deliveriesBody.liftSuspension), async (c) =>
    respond(c, await carryOut(c, { type: 'lift-suspension' })),
  )
  .post('/api/deliveries/:deliveryId/label/stop', ...write(deliveriesBody.stopContact), async (c) =>
    respond(c, await carryOut(c, { type: 'stop-label-change' })),
  )
  .post('/api/deliveries/:deliveryId/not-me', ...write(deliveriesBody.notMe), async (c) =>
    respond(c, await carryOut(c, { type: 'declare-not-me' })),
  )
