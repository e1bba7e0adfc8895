import { statusOf } from '../api/problem.ts'
import type { SessionOpened } from '../api/session/answers.ts'
import * as session from '../api/session/operations.ts'
import { OPERATOR } from '../domain/independence.ts'
import type { Context } from '../http/context.ts'
import { dropPhoneCookie, dropStaffCookie, phoneToken, setPhoneCookie, staffToken } from '../http/cookies.ts'
import { countAddress } from '../http/limit.ts'
import { type Answer, isRefused, type Refused, refuse, reply } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { idempotencyKey } from '../http/validate.ts'
import { deviceIdOf, type NewDevice, newSessionId, personStub } from '../objects/person.ts'
import { shipmentStub } from '../objects/shipment.ts'
import { alertReused } from '../registry/alerts.ts'
import { addEdge } from '../registry/ancestry.ts'
import { noteDevice } from '../registry/devices.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { findPerson, insertPerson, markSeen } from '../registry/people.ts'
import { digest } from '../security/chain.ts'
import { parseLinkToken } from '../security/codes.ts'
import { type DeviceKey, isWholeKey, keyPrint } from '../security/proof.ts'
import { type Invitation, signPhone, verifyInvitation, verifyPhone, verifyStaff } from '../security/tokens.ts'
import { grantSession, LIFE_MS } from './parts/staff-session.ts'

/** A phone's cookie may outlive its link, because every call checks whether the link still lives. */
const PHONE_LIFE_MS = 60 * 24 * 3_600_000

/** A device as the call that enrols it names it. */
interface GivenDevice {
  publicKey: DeviceKey
  name: string
}

async function openStaff(
  c: Context,
  invitation: Invitation,
  given: GivenDevice | undefined,
): Promise<Answer<201, SessionOpened> | Refused> {
  const {
    role,
    personId,
    jti,
    issuedAt,
    name,
    invitedBy,
    substitute = false,
    providerId,
    pointId,
    until = null,
  } = invitation
  if (!Object.hasOwn(LIFE_MS, role)) return refuse('unauthorised')
  if (!given && c.config.devicesRequired)
    return refuse('bad-request', [{ field: 'device', code: 'required' }])
  if (given && !(await isWholeKey(given.publicKey)))
    return refuse('bad-request', [{ field: 'device.publicKey', code: 'invalid' }])
  const device: NewDevice | null = given
    ? {
        id: deviceIdOf(personId, keyPrint(given.publicKey)),
        ...{ key: given.publicKey, name: given.name, role, pointId: pointId ?? null, until },
      }
    : null
  const key = idempotencyKey(c.http)
  const now = Date.now()
  const known = await findPerson(c.env.DB, personId)
  // One person has one role: an invitation cannot turn a courier into a dispatcher.
  if (known && known.role !== role) return refuse('unauthorised')
  const opened = await personStub(c.env.PERSON, personId).open({
    ...{ jti, issuedAt, invitedBy, substitute, device, key: key && digest(key) },
    // What is opened on a device that was lent ends with the loan.
    ...{ sessionId: newSessionId(personId), expiresAt: Math.min(now + LIFE_MS[role], until ?? Infinity) },
  })
  if (!opened.ok && opened.why === 'reused') await alertReused(c.env.DB, invitation, now).run()
  if (!opened.ok) return refuse(opened.why === 'device-revoked' ? 'device-revoked' : 'invitation-used')
  const { sessionId, expiresAt } = opened
  if (!known) {
    const person = {
      id: personId,
      role,
      name,
      invitedBy,
      providerId: providerId ?? null,
      pointId: pointId ?? null,
    }
    await insertPerson(c.env.DB, person, new Date(now).toISOString()).run()
  }
  // The edge is added here as well, because an invitation may have been signed before acts were recorded. It
  // is dated now and not at signing: an invitation that lay unused must not slip past a later vouch by the
  // operator (R9).
  if (device)
    await noteDevice(
      c.env.DB,
      { ...device, personId, enrolledAt: now, invitedAt: now, enrolledBy: invitedBy },
      now,
    )
  else if (invitedBy !== OPERATOR)
    await addEdge(c.env.DB, { personId, byId: invitedBy, act: 'invited', at: now }).run()
  await markSeen(c.env.DB, personId, now)
  const session = {
    ...{ role, personId, name: known?.name ?? name, sessionId, expiresAt, pointId: pointId ?? null },
    device: device && { id: device.id, key: device.key, hasPin: false },
  }
  return reply(201, await grantSession(c, session))
}

/**
 * Returns the phone's session for this delivery, if it has one, so that tapping the link again keeps what the
 * phone owns.
 */
async function sessionOfPhone(c: Context, deliveryId: string): Promise<string | null> {
  const token = phoneToken(c.http, deliveryId)
  const session = token ? await verifyPhone(c.config.sessionKeys, token, Date.now()) : null
  return session?.deliveryId === deliveryId ? session.sessionId : null
}

async function openPhone(
  c: Context,
  deliveryId: string,
  bits: string,
): Promise<Answer<201, SessionOpened> | Refused> {
  const known = await sessionOfPhone(c, deliveryId)
  const shipment = await findShipment(c.env, deliveryId)
  const opened = await shipment.openLink(bits, known)
  // An unknown shipment and wrong bits get the same answer.
  if (!opened.ok) {
    if (opened.refusal === 'not-found') return refuse('unauthorised')
    return { refusal: opened.refusal, ...(opened.ask && { ask: opened.ask }) }
  }
  const { delivery } = opened.value
  const sessionId = known !== null && opened.value.known ? known : crypto.randomUUID()
  const expiresAt = Date.now() + PHONE_LIFE_MS
  const session = { deliveryId, sessionId, link: opened.value.link, expiresAt }
  setPhoneCookie(c.http, deliveryId, await signPhone(c.config.sessionKeys, session), expiresAt)
  return reply(201, { role: 'recipient', deliveryId, expiresAt: new Date(expiresAt).toISOString(), delivery })
}

/** Serves exchanging an invitation or a link for a session, and signing out. */
export const sessionHandlers: Served[] = [
  serve(session.open, async (c) => {
    const { token, device } = c.body
    // A caller with an invitation that we signed is staff on the way to a shift, so no limit applies.
    const link = parseLinkToken(token)
    const { signingKeys } = c.config
    const invitation = link ? null : await verifyInvitation(signingKeys, token, Date.now())
    if (invitation) return openStaff(c, invitation, device)
    // A working link belongs to somebody, however many come from one address, so only invalid tokens are
    // counted.
    const opened = link ? await openPhone(c, link.shipmentId, link.bits) : refuse('unauthorised')
    const unknown = isRefused(opened) && statusOf(opened.refusal) === 401
    return unknown && !(await countAddress(c.http)) ? refuse('too-many') : opened
  }),
  serve(session.end, async (c) => {
    const what = c.body
    // The answers that the browser kept are cleared together with the session that read them.
    c.http.header('Clear-Site-Data', '"cache"')
    if ('deliveryId' in what) {
      const { deliveryId } = what
      const phone = await sessionOfPhone(c, deliveryId)
      // By then even the newest cookie of this session, wherever it may be, has expired.
      const until = Date.now() + PHONE_LIFE_MS
      if (phone !== null) await shipmentStub(c.env.SHIPMENT, deliveryId).endPhone(phone, until)
      dropPhoneCookie(c.http, deliveryId)
      return reply(204, null)
    }
    const token = staffToken(c.http, what.role)
    const known = token ? await verifyStaff(c.config.sessionKeys, token, Date.now()) : null
    if (known) await personStub(c.env.PERSON, known.personId).end(known.sessionId, 'left')
    dropStaffCookie(c.http, what.role)
    return reply(204, null)
  }),
]
