import * as session from '../api/session/operations.ts'
import { setTicketCookie } from '../http/cookies.ts'
import { isRefused, ok, refuse, reply } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { personStub } from '../objects/person.ts'
import { noteDevice } from '../registry/devices.ts'
import { signChallenge } from '../security/challenge.ts'
import { sealPin } from '../security/device-pin.ts'
import { signTicket } from '../security/tokens.ts'
import { grantShift, openShift, shiftOf } from './parts/open-shift.ts'
import { requestOptions } from './parts/passkey-options.ts'
import { signerOf } from './parts/shift-signer.ts'
import { asSessionDevice, grantSession } from './parts/staff-session.ts'

/** What a ticket is for is opened at once. */
const TICKET_MS = 60_000

/** Why a shift was not opened, beside a wrong PIN. */
const REFUSED = {
  reused: 'key-reused',
  'no-pin': 'no-device-pin',
  'no-passkey': 'unauthorised',
  'device-revoked': 'device-revoked',
  'unknown-device': 'unauthorised',
} as const

/**
 * Serves what a device does by itself: it renews its session's cookie, opens the next shift, and gets tickets for what
 * cannot be signed.
 */
export const shiftHandlers: Served[] = [
  serve(session.renew, async (c) => {
    const { personId, app, unsent = 0 } = c.body
    const signer = await signerOf(c, personId)
    if (isRefused(signer)) return signer
    const { device, person, proof } = signer
    if (!device.session) return refuse('shift-over')
    const { id: sessionId, expiresAt } = device.session
    const renewed = await personStub(c.env.PERSON, personId).renew(device.id, sessionId, proof.jti)
    if (!renewed) return refuse('unauthorised')
    await noteDevice(c.env.DB, { ...device, personId }, Date.now(), { app: app ?? null, unsent })
    const { role, pointId } = device
    return ok(
      await grantSession(c, {
        ...{ role, personId, name: person.name, sessionId, expiresAt, pointId },
        device: asSessionDevice(device),
      }),
    )
  }),
  serve(session.shiftOptions, async (c) => {
    const { personId } = c.body
    const signer = await signerOf(c, personId)
    if (isRefused(signer) && signer.refusal === 'too-many') return signer
    // Only a device of the person hears which passkeys there are. To anybody else all people look alike.
    const passkeys = isRefused(signer) ? [] : await personStub(c.env.PERSON, personId).passkeys()
    if (!isRefused(signer) && passkeys.length === 0) return refuse('no-passkey')
    const asked = { personId, purpose: 'open' } as const
    const challenge = await signChallenge(c.config.sessionKeys, asked, Date.now())
    return ok(requestOptions(c.config.publicUrl, challenge, passkeys))
  }),
  serve(session.shift, async (c) => {
    const shift = await shiftOf(c, c.body)
    if (isRefused(shift)) return shift
    const opened = await openShift(c, shift)
    if (opened.ok) return reply(201, await grantShift(c, shift, opened))
    if (opened.why === 'wrong') return ok({ outcome: 'wrong', left: opened.left })
    if (opened.why === 'closed') return ok({ outcome: 'closed' })
    return refuse(REFUSED[opened.why])
  }),
  serve(session.ticket, async (c) => {
    const { personId, path } = c.body
    const signer = await signerOf(c, personId)
    if (isRefused(signer)) return signer
    const { device, proof } = signer
    if (!device.session) return refuse('shift-over')
    const expiresAt = Math.min(device.session.expiresAt, Date.now() + TICKET_MS)
    // The proof names the ticket, so that the same call once more makes no second one.
    const ticket = await signTicket(
      c.config.sessionKeys,
      { jti: proof.jti, sessionId: device.session.id, path },
      expiresAt,
    )
    setTicketCookie(c.http, ticket, expiresAt)
    return reply(201, { ticket, expiresAt: new Date(expiresAt).toISOString() })
  }),
  serve(session.setPin, async (c) => {
    const { id: personId, session: own } = c.principal
    const device = own?.device
    if (!device) return refuse('no-device')
    const pin = sealPin(c.config.secretKeys, device.id, c.body.pin)
    const kept = await personStub(c.env.PERSON, personId).keepPin(device.id, pin)
    return kept ? ok({ outcome: 'done' }) : refuse('no-device')
  }),
]
