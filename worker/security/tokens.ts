import { importJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { StaffRole } from '../domain/terms.ts'
import { type KeyRing, keyOf } from './keys.ts'
import type { DeviceKey } from './proof.ts'

/** The session that a staff cookie names. Only a counter's session has a `pointId`. */
export interface StaffSession {
  role: StaffRole
  personId: string
  sessionId: string
  /** When the cookie is worthless, in ms: with the session, or earlier where a device renews it. */
  expiresAt: number
  pointId?: string
  /** The device that has to sign every call of this session (R40). */
  device?: SessionDevice
}

/** A device in a session's token, which so needs no look-up. */
export interface SessionDevice {
  id: string
  key: DeviceKey
}

/** A recipient's phone at one delivery; `link` is the generation of the link through which it came. */
export interface PhoneSession {
  deliveryId: string
  sessionId: string
  link: number
  expiresAt: number
}

export interface Invitation {
  jti: string
  role: StaffRole
  personId: string
  name: string
  invitedBy: string
  /** In ms since the epoch. */
  issuedAt: number
  /** Set for a substitute for a broken tablet, or a spare one that is lent for a day (R17, R42). */
  substitute?: true
  /** When the loan of a spare device ends, in ms. */
  until?: number
  providerId?: string
  pointId?: string
  /** In seconds since the epoch. */
  exp: number
}

const STAFF = 'sesame/staff-session'
const PHONE = 'sesame/phone-session'
const TICKET = 'sesame/socket-ticket'
const INVITATION = 'sesame/invitation'

/** Signs a token for one audience: what it is for, so that none passes for another. */
export async function sign(
  ring: KeyRing,
  audience: string,
  payload: JWTPayload,
  expiresAt: number,
): Promise<string> {
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'HS256', kid: ring.current, typ: 'JWT' })
    .setAudience(audience)
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .sign(keyOf(ring, ring.current))
}

/** Returns what a token for this audience says, or null. */
export async function verify(
  ring: KeyRing,
  audience: string,
  token: string,
  now: number,
): Promise<JWTPayload | null> {
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => keyOf(ring, kid ?? ''), {
      audience,
      algorithms: ['HS256'],
      currentDate: new Date(now),
    })
    return payload
  } catch {
    return null // forged, foreign and expired tokens look alike from outside
  }
}

/** Returns the cookie text of a staff session. */
export function signStaff(ring: KeyRing, session: StaffSession): Promise<string> {
  const { role, personId, sessionId, pointId, device } = session
  const payload = {
    ...{ sub: personId, sid: sessionId, role },
    ...(pointId && { pid: pointId }),
    // The claim of RFC 7800: whoever presents the token has to hold this key.
    ...(device && { did: device.id, cnf: { jwk: device.key } }),
  }
  return sign(ring, STAFF, payload, session.expiresAt)
}

/** Returns the session of a cookie, or null. Only the person's object knows whether it was revoked. */
export async function verifyStaff(ring: KeyRing, token: string, now: number): Promise<StaffSession | null> {
  const payload = await verify(ring, STAFF, token, now)
  if (!payload?.sub || !payload.exp) return null
  return {
    role: payload.role as StaffRole,
    personId: payload.sub,
    sessionId: String(payload.sid),
    expiresAt: payload.exp * 1000,
    ...(payload.pid ? { pointId: String(payload.pid) } : {}),
    ...(payload.cnf ? { device: { id: String(payload.did), key: deviceKeyIn(payload) } } : {}),
  }
}

const deviceKeyIn = (payload: JWTPayload) => (payload.cnf as { jwk: DeviceKey }).jwk

/** Returns the cookie text of a recipient's phone. */
export function signPhone(ring: KeyRing, session: PhoneSession): Promise<string> {
  const { deliveryId, sessionId, link } = session
  return sign(ring, PHONE, { sub: deliveryId, sid: sessionId, gen: link }, session.expiresAt)
}

/** A ticket opens one socket of a session, once (R40). A socket cannot be signed as a call is. */
export interface SocketTicket {
  /** The call that asked for it: the same call gets the same ticket, and a ticket opens only once. */
  jti: string
  sessionId: string
  path: string
}

/** Returns the text of a ticket. */
export const signTicket = (ring: KeyRing, { jti, sessionId, path }: SocketTicket, expiresAt: number) =>
  sign(ring, TICKET, { jti, sid: sessionId, path }, expiresAt)

/** Returns the ticket of a text, or null. Only the person's object knows whether it was used. */
export async function verifyTicket(ring: KeyRing, token: string, now: number): Promise<SocketTicket | null> {
  const payload = await verify(ring, TICKET, token, now)
  if (!payload?.jti) return null
  return { jti: payload.jti, sessionId: String(payload.sid), path: String(payload.path) }
}

export async function verifyPhone(ring: KeyRing, token: string, now: number): Promise<PhoneSession | null> {
  const payload = await verify(ring, PHONE, token, now)
  if (!payload?.sub || !payload.exp) return null
  return {
    deliveryId: payload.sub,
    sessionId: String(payload.sid),
    link: Number(payload.gen),
    expiresAt: payload.exp * 1000,
  }
}

/** Signs an invitation (JWS, Ed25519). Signing the same claims always gives the same token. */
export async function signInvitation(key: JWK, invitation: Invitation): Promise<string> {
  const { jti, personId, exp, ...claims } = invitation
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'Ed25519', kid: key.kid ?? '', typ: 'sesame-invitation+jwt' })
    .setAudience(INVITATION)
    .setSubject(personId)
    .setJti(jti)
    .setExpirationTime(exp)
    .sign(await importJWK(key, 'Ed25519'))
}

/**
 * An act by the operator's own key (R9). `seen` is the fingerprint of the request that the operator was
 * shown.
 */
export interface OperatorAct {
  jti: string
  act: 'show' | 'agree' | 'decline' | 'vouch' | 'recover'
  /** The id of a request or of a person. */
  subject: string
  seen?: string
}

const OPERATOR = 'sesame/operator'
const OPERATOR_TYP = 'sesame-operator+jwt'
const ACTS: readonly OperatorAct['act'][] = ['show', 'agree', 'decline', 'vouch', 'recover']
/** An act is sent as soon as it is signed, so a token found later is worthless. */
const OPERATOR_LIFE_S = 300

/** Signs an act with the operator's own key, for one deployment: its public address is the issuer. */
export async function signOperator(key: JWK, publicUrl: string, given: OperatorAct): Promise<string> {
  const { jti, subject, act, seen } = given
  return new SignJWT({ act, ...(seen !== undefined && { seen }) })
    .setProtectedHeader({ alg: 'Ed25519', kid: key.kid ?? '', typ: OPERATOR_TYP })
    .setIssuer(publicUrl)
    .setAudience(OPERATOR)
    .setSubject(subject)
    .setJti(jti)
    .setIssuedAt()
    .setExpirationTime(`${OPERATOR_LIFE_S} s`)
    .sign(await importJWK(key, 'Ed25519'))
}

/**
 * Returns the act of a token, or null if it is forged, of another type, for another deployment or too old.
 */
export async function verifyOperator(
  keys: JWK[],
  publicUrl: string,
  token: string,
  now: number,
): Promise<OperatorAct | null> {
  try {
    const { payload } = await jwtVerify(token, publicKeyIn(keys), {
      audience: OPERATOR,
      issuer: publicUrl,
      typ: OPERATOR_TYP,
      algorithms: ['Ed25519'],
      requiredClaims: ['exp', 'iat', 'jti', 'sub'],
      maxTokenAge: OPERATOR_LIFE_S,
      clockTolerance: 60,
      currentDate: new Date(now),
    })
    const { jti = '', sub = '', act, seen } = payload
    const known = ACTS.find((one) => one === act)
    return known ? { jti, act: known, subject: sub, ...(typeof seen === 'string' && { seen }) } : null
  } catch {
    return null
  }
}

/** Finds the public half of the key that a token names. */
const publicKeyIn =
  (keys: readonly JWK[]) =>
  ({ kid }: { kid?: string }) => {
    const key = keys.find((candidate) => candidate.kid === kid)
    if (!key) throw new Error('unknown key')
    const { d: _private, ...publicKey } = key
    return importJWK(publicKey, 'Ed25519')
  }

/** Returns the invitation of a token, or null if it is forged, of another type or expired. */
export async function verifyInvitation(keys: JWK[], token: string, now: number): Promise<Invitation | null> {
  try {
    const { payload } = await jwtVerify(token, publicKeyIn(keys), {
      audience: INVITATION,
      typ: 'sesame-invitation+jwt',
      algorithms: ['Ed25519'],
      requiredClaims: ['exp', 'jti', 'sub'],
      currentDate: new Date(now),
    })
    const { jti, sub, exp, role, name, invitedBy, issuedAt, substitute, until, providerId, pointId } =
      payload as Record<string, unknown>
    return {
      jti: String(jti),
      personId: String(sub),
      exp: Number(exp),
      role: role as StaffRole,
      name: String(name),
      invitedBy: String(invitedBy),
      issuedAt: Number(issuedAt ?? 0),
      ...(substitute === true ? { substitute } : {}),
      ...(typeof until === 'number' ? { until } : {}),
      ...(providerId ? { providerId: String(providerId) } : {}),
      ...(pointId ? { pointId: String(pointId) } : {}),
    }
  } catch {
    return null
  }
}
