import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { type Capability, can } from '../domain/roles.ts'
import { STAFF_ROLES, type StaffRole } from '../domain/terms.ts'
import { personStub, type Tries } from '../objects/person.ts'
import { findApiKey } from '../registry/api-keys.ts'
import { markSeen } from '../registry/people.ts'
import { digest } from '../security/chain.ts'
import { type StaffSession, verifyPhone, verifyStaff } from '../security/tokens.ts'
import type { AppEnv, Principal } from './context.ts'
import { phoneToken, staffToken } from './cookies.ts'
import { isAnothers } from './device-act.ts'
import { countAddress, countKey } from './limit.ts'
import { problem } from './problem.ts'
import { proofOf, ticketOf } from './proof.ts'

const FREE = { pin: false, identity: false }
const NO_CHECKS = { day: '', count: 0 }

/**
 * Returns whether another site's page sends this request: a browser names the origin of a write or a socket.
 */
function foreign(c: Context<AppEnv>): boolean {
  const origin = c.req.header('origin')
  return origin !== undefined && origin !== c.get('config').publicUrl
}

const unsafe = (c: Context<AppEnv>) =>
  c.req.method !== 'GET' && c.req.method !== 'HEAD' ? true : c.req.header('upgrade') !== undefined

/** Refuses writes and socket upgrades that another site's page sends with our cookies. */
export const sameOrigin = createMiddleware<AppEnv>(async (c, next) => {
  if (unsafe(c) && foreign(c)) return problem(c, 'foreign-origin')
  await next()
})

/** Whether whoever presents a session's cookie also has its device: by a signature, or by a ticket (R40). */
async function possesses(
  c: Context<AppEnv>,
  { device, sessionId }: StaffSession,
  socket: boolean,
): Promise<boolean> {
  if (!device) return true
  if (!socket && c.req.header('dpop') !== undefined) return (await proofOf(c, device.key)) !== null
  const ticket = await ticketOf(c, sessionId, socket)
  c.set('ticket', ticket)
  return ticket !== null
}

/** What a call asks of the person's object and of its own form. */
interface Asks {
  tries?: Tries | undefined
  /** Whether it opens a socket. */
  socket: boolean
}

async function staff(
  c: Context<AppEnv>,
  role: StaffRole,
  { tries, socket }: Asks,
): Promise<Principal | null> {
  const token = staffToken(c, role)
  const session = token ? await verifyStaff(c.get('config').sessionKeys, token, Date.now()) : null
  if (!session || session.role !== role || !(await possesses(c, session, socket))) return null
  // As good as no session: the act waits on its device until its own person has one again.
  if (isAnothers(c.req.header('sesame-act'), session.personId)) return null
  // Whoever listens uses the ticket up where it is noted what they listen to.
  const ticket = socket ? null : (c.get('ticket') ?? null)
  const admission = await personStub(c.env.PERSON, session.personId).admit(session.sessionId, tries, ticket)
  if (!admission.ok) return null
  const { seen, ok: _ok, ...known } = admission
  if (seen) c.executionCtx.waitUntil(markSeen(c.env.DB, session.personId, Date.now()))
  const { personId } = session
  return { role, id: personId, contractId: null, scopes: null, session, ...known }
}

/**
 * Hashes of keys that were valid when this isolate last saw them. Their calls are not counted against an
 * address.
 */
const met = new Set<string>()
const MET_MAX = 10_000

async function integrator(
  c: Context<AppEnv>,
  capability: Capability,
): Promise<Principal | null | 'scope' | 'limit'> {
  const key = /^Bearer ([\x21-\x7e]{20,200})$/.exec(c.req.header('authorization') ?? '')?.[1]
  if (key === undefined) return null
  const hash = digest(key)
  // An unknown key counts against its address before the database is asked, so that guessing is limited. A
  // key met before is still looked up, because it may have been revoked since.
  if (!met.has(hash) && !(await countAddress(c))) return 'limit'
  const found = await findApiKey(c.env.DB, hash, Date.now())
  if (!found) return null
  if (met.size >= MET_MAX) met.clear()
  if (!met.has(hash)) c.set('limitHeaders', undefined)
  met.add(hash)
  if (found.seen) c.executionCtx.waitUntil(found.seen.run())
  const { id, contractId, scopes } = found.key
  if (!(await countKey(c, id))) return 'limit'
  if (!can('integrator', capability) || !scopes.includes(capability)) return 'scope'
  const nobodys = { session: null, blocked: FREE, identityChecks: NO_CHECKS, notices: [], reservation: null }
  return { role: 'integrator', id, contractId, scopes, ...nobodys }
}

/** What of an operation its guard has to know. */
interface Guarded {
  by: Capability
  reserves?: Tries['what'] | undefined
  socket?: boolean | undefined
}

/**
 * Lets through callers who have the capability: staff by the cookie of a role that has it, a shipper by API
 * key. Unknown and revoked sessions both get 401; a live session of another role gets 403. `reserves` is the
 * attempt that the call is about to make at the shipment of its path; it is reserved with the person before
 * anything else (R18).
 */
export const requires = ({ by: capability, reserves, socket = false }: Guarded) =>
  createMiddleware<AppEnv>(async (c, next) => {
    if (c.req.header('authorization') !== undefined) {
      const principal = await integrator(c, capability)
      if (principal === 'limit') return problem(c, 'too-many')
      if (principal === 'scope') return problem(c, 'forbidden')
      if (!principal) return problem(c, 'unauthorised')
      c.set('principal', principal)
      return next()
    }
    const tries = reserves && { what: reserves, shipmentId: c.req.param('shipmentId') ?? '' }
    for (const role of STAFF_ROLES) {
      if (!can(role, capability)) continue
      const principal = await staff(c, role, { tries, socket })
      if (!principal) continue
      c.set('principal', principal)
      return next()
    }
    const other = STAFF_ROLES.filter((role) => !can(role, capability))
    for (const role of other) if (await staff(c, role, { socket })) return problem(c, 'forbidden')
    return problem(c, 'unauthorised')
  })

/** Refuses a session that belongs to no point. */
export const atPoint = createMiddleware<AppEnv>(async (c, next) =>
  c.get('principal').session?.pointId ? next() : problem(c, 'forbidden'),
)

/**
 * Lets through the phone that opened this delivery's link; its object decides whether the link still lives.
 */
export const requiresPhone = createMiddleware<AppEnv>(async (c, next) => {
  const deliveryId = c.req.param('deliveryId') ?? ''
  const token = phoneToken(c, deliveryId)
  const session = token ? await verifyPhone(c.get('config').sessionKeys, token, Date.now()) : null
  if (session?.deliveryId !== deliveryId) return problem(c, 'unauthorised')
  c.set('phone', { session: session.sessionId, link: session.link })
  return next()
})

/**
 * Gives a reservation back once the shipment has answered. By then the person's object has what the shipment
 * counted.
 */
export const settlesReservation = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const { id, reservation } = c.get('principal')
  if (reservation) c.executionCtx.waitUntil(personStub(c.env.PERSON, id).settle(reservation))
})
