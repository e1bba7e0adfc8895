import * as session from '../api/session/operations.ts'
import type { Context } from '../http/context.ts'
import { setTicketCookie } from '../http/cookies.ts'
import { countAddress } from '../http/limit.ts'
import { proofOf } from '../http/proof.ts'
import { ok, type Refused, refuse, reply } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { deviceIdOf, type KnownDevice, newSessionId, personStub } from '../objects/person.ts'
import { noteDevice } from '../registry/devices.ts'
import { findPerson, markSeen } from '../registry/people.ts'
import { digest } from '../security/chain.ts'
import { sealBeside, sealPin } from '../security/device-pin.ts'
import { type ProofClaims, printIn } from '../security/proof.ts'
import { signTicket } from '../security/tokens.ts'
import { asSessionDevice, grantSession, LIFE_MS } from './parts/staff-session.ts'

/** What a ticket is for is opened at once. */
const TICKET_MS = 60_000

/** Who signs a call without a session, as the signature shows. */
interface Signer {
  device: KnownDevice
  name: string
  proof: ProofClaims
}

/**
 * Finds the device that signs this call for a person (R40). An unknown person, a device that may not sign and a wrong
 * signature get one answer, and count against the address they come from.
 */
async function signerOf(c: Context, personId: string): Promise<Signer | Refused> {
  const print = printIn(c.http.req.header('dpop'))
  // Only a person of the registry is asked, so that no object is woken for an invented id.
  const person = print === null ? null : await findPerson(c.env.DB, personId)
  const device =
    person && (await personStub(c.env.PERSON, personId).device(deviceIdOf(personId, print ?? '')))
  const proof = device && (await proofOf(c.http, device.key))
  if (person && device && proof) return { device, name: person.name, proof }
  return refuse((await countAddress(c.http)) ? 'unauthorised' : 'too-many')
}

const isRefused = (signer: Signer | Refused): signer is Refused => 'refusal' in signer

const indexed = (personId: string, { id, role, name, enrolledAt, enrolledBy, until }: KnownDevice) => ({
  ...{ id, personId, role, name, enrolledAt, enrolledBy, until },
})

/**
 * Serves what a device does by itself: it renews its session's cookie, opens the next shift, and gets tickets for what
 * cannot be signed.
 */
export const shiftHandlers: Served[] = [
  serve(session.renew, async (c) => {
    const { personId, app, unsent = 0 } = c.body
    const signer = await signerOf(c, personId)
    if (isRefused(signer)) return signer
    const { device, name, proof } = signer
    if (!device.session) return refuse('shift-over')
    const { id: sessionId, expiresAt } = device.session
    const renewed = await personStub(c.env.PERSON, personId).renew(device.id, sessionId, proof.jti)
    if (!renewed) return refuse('unauthorised')
    const now = Date.now()
    await noteDevice(c.env.DB, indexed(personId, device), { app: app ?? null, unsent }, now).run()
    const { role, pointId } = device
    return ok(
      await grantSession(c, {
        ...{ role, personId, name, sessionId, expiresAt, pointId },
        device: asSessionDevice(device),
      }),
    )
  }),
  serve(session.shift, async (c) => {
    const { personId, pin } = c.body
    const signer = await signerOf(c, personId)
    if (isRefused(signer)) return signer
    const { device, name } = signer
    const { role, pointId } = device
    const seal = device.pin && sealBeside(c.config.secretKeys, device.pin, device.id, pin)
    // A PIN whose key is gone cannot be compared with anything, so it is as good as none.
    if (seal === null) return refuse('no-device-pin')
    const { key, fingerprint } = c.idempotency
    const opened = await personStub(c.env.PERSON, personId).openShift({
      ...{ deviceId: device.id, key: digest(key), fingerprint, seal },
      ...{ sessionId: newSessionId(personId), expiresAt: Date.now() + LIFE_MS[role] },
    })
    if (opened.ok) {
      const { sessionId, expiresAt } = opened
      await markSeen(c.env.DB, personId, Date.now())
      const granted = {
        ...{ role, personId, name, sessionId, expiresAt, pointId },
        device: asSessionDevice(device),
      }
      return reply(201, await grantSession(c, granted))
    }
    if (opened.why === 'wrong') return ok({ outcome: 'wrong', left: opened.left })
    if (opened.why === 'closed') return ok({ outcome: 'closed' })
    if (opened.why === 'reused') return refuse('key-reused')
    return refuse(opened.why === 'no-pin' ? 'no-device-pin' : 'unauthorised')
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
