import type { FinishAnswer, ScanAnswer } from '../api/deliveries/answers.ts'
import * as deliveries from '../api/deliveries/operations.ts'
import type { RecipientCommand } from '../domain/command.ts'
import type { HandlerContext } from '../http/context.ts'
import { answerOf, ok, refuse, reply, upgradeRequest } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import type { PersonalInput } from '../objects/call.ts'
import { shipmentStub } from '../objects/shipment.ts'
import { bytesDigest, derivedId } from '../security/chain.ts'
import { SESSION_HEADER } from '../shipment/live.ts'
import { photoKey } from '../shipment/photos.ts'

const deliveryAt = (c: HandlerContext<'deliveryId'>) => shipmentStub(c.env.SHIPMENT, c.params.deliveryId)

type WithoutPhone<T> = T extends unknown ? Omit<T, 'session' | 'link'> : never

function carryOut(
  c: HandlerContext<'deliveryId'>,
  command: WithoutPhone<RecipientCommand>,
  personalData?: PersonalInput,
) {
  const phone = c.phone
  const by = { role: 'recipient' as const, id: phone.session }
  const whole = { ...command, ...phone } as RecipientCommand
  return deliveryAt(c).carryOut(whole, { by, idempotency: c.idempotency }, personalData)
}

/** Serves the recipient's page. The cookie belongs to one delivery, so two links in two tabs never mix. */
export const deliveriesHandlers: Served[] = [
  serve(deliveries.read, async (c) => answerOf(await deliveryAt(c).delivery(c.phone))),
  serve(deliveries.live, async (c) => {
    if (c.http.req.header('upgrade') !== 'websocket') return refuse('bad-request')
    const delivery = deliveryAt(c)
    const alive = await delivery.delivery(c.phone)
    if (!alive.ok) return refuse(alive.refusal)
    return delivery.fetch(upgradeRequest(SESSION_HEADER, c.phone.session))
  }),
  serve(deliveries.scan, async (c) => {
    const { by } = c.body
    const labels = 'labels' in c.body ? c.body.labels : [c.body.label]
    const done = await carryOut(c, { type: 'scan-label', labels, by })
    if (!done.ok || done.value.outcome !== 'match') return answerOf(done)
    const delivery = await deliveryAt(c).deliveryData(c.phone)
    return delivery ? ok({ outcome: 'match', delivery } satisfies ScanAnswer) : refuse('not-found')
  }),
  serve(deliveries.confirm, async (c) => answerOf(await carryOut(c, { type: 'declare-no-claims' }))),
  serve(deliveries.claim, async (c) => {
    const { kind, text, photoIds } = c.body
    const personalData = { ...(text && { claim: text }), ...(photoIds && { photos: photoIds }) }
    return answerOf(await carryOut(c, { type: 'raise-claim', kind }, personalData))
  }),
  serve(deliveries.addPhoto, async (c) => {
    const { bytes, type, width, height } = c.picture
    const { idempotency, phone } = c
    const photo = { id: derivedId('photo', idempotency.key), digest: bytesDigest(bytes), type, width, height }
    const by = { role: 'recipient' as const, id: phone.session }
    const added = await deliveryAt(c).addPhoto(photo, phone, { by, idempotency })
    if (!added.ok) return answerOf(added)
    // The object notes the photo before it is stored: a stored photo that no object knows would never be
    // deleted.
    const key = photoKey(c.params.deliveryId, photo.id)
    await c.env.PHOTOS.put(key, bytes, { httpMetadata: { contentType: type } })
    return reply(201, { id: photo.id })
  }),
  serve(deliveries.finish, async (c) => {
    const { signature, comment } = c.body
    const signed = signature ? ('typedName' in signature ? 'typed' : 'drawn') : null
    const personalData = { ...(signature && { signature }), ...(comment && { comment }) }
    const done = await carryOut(c, { type: 'finish', signed }, personalData)
    if (!done.ok || done.value.outcome !== 'handed-over') return answerOf(done)
    // The receipt's bits are a secret: they are not part of the stored answer but derived again for every
    // repeat.
    const delivery = await deliveryAt(c).delivery(c.phone)
    const receipt = delivery.ok ? delivery.value.receipt : undefined
    if (!receipt) return refuse('not-found')
    const { code } = done.value
    return ok({ outcome: 'handed-over', code, receipt } satisfies FinishAnswer)
  }),
  serve(deliveries.pay, async (c) => {
    const by = { role: 'recipient' as const, id: c.phone.session }
    const begun = await deliveryAt(c).pay(c.phone, { by, idempotency: c.idempotency })
    return begun.ok ? ok(begun.value) : refuse(begun.refusal)
  }),
  serve(deliveries.extend, async (c) => answerOf(await carryOut(c, { type: 'extend' }))),
  serve(deliveries.stopContact, async (c) => answerOf(await carryOut(c, { type: 'stop-contact-change' }))),
  serve(deliveries.liftSuspension, async (c) => answerOf(await carryOut(c, { type: 'lift-suspension' }))),
  serve(deliveries.stopLabel, async (c) => answerOf(await carryOut(c, { type: 'stop-label-change' }))),
  serve(deliveries.endChat, async (c) => answerOf(await carryOut(c, { type: 'end-chat' }))),
  serve(deliveries.notMe, async (c) => answerOf(await carryOut(c, { type: 'declare-not-me' }))),
]
