import type { SessionOpened } from '../../api/session/answers.ts'
import type * as session from '../../api/session/operations.ts'
import { enrolsByPasskey } from '../../domain/roles.ts'
import type { StaffRole } from '../../domain/terms.ts'
import type { Context, ContextOf } from '../../http/context.ts'
import { proofOf } from '../../http/proof.ts'
import { isRefused, type Refused, refuse } from '../../http/reply.ts'
import {
  deviceIdOf,
  type KnownDevice,
  type NewDevice,
  type NewShift,
  newSessionId,
  personStub,
  type ShiftOpened,
} from '../../objects/person.ts'
import { noteDevice } from '../../registry/devices.ts'
import { findPerson, markSeen, type Person } from '../../registry/people.ts'
import { digest } from '../../security/chain.ts'
import { verifyChallenge } from '../../security/challenge.ts'
import { sealBeside } from '../../security/device-pin.ts'
import { isWholeKey, keyPrint } from '../../security/proof.ts'
import { verifier } from '../../verifier.ts'
import { knownSigner, refuseStranger, signerOf } from './shift-signer.ts'
import { asSessionDevice, grantSession, LIFE_MS } from './staff-session.ts'

type ShiftBody = ContextOf<typeof session.shift>['body']
type PinBody = Extract<ShiftBody, { pin: string }>
type PasskeyBody = Extract<ShiftBody, { passkey: object }>
type Assertion = PasskeyBody['passkey']

/** A shift as somebody has shown that they may open it. */
interface Shift {
  person: Person
  device: Omit<KnownDevice, 'session'>
  by: NewShift['by']
}

async function shiftByPin(c: Context, { personId, pin }: PinBody): Promise<Shift | Refused> {
  const signer = await signerOf(c, personId)
  if (isRefused(signer)) return signer
  const { device, person } = signer
  const seal = device.pin && sealBeside(c.config.secretKeys, device.pin, device.id, pin)
  // A PIN whose key is gone cannot be compared with anything, so it is as good as none.
  return seal === null ? refuse('no-device-pin') : { person, device, by: { seal } }
}

/** Returns the passkey that signed a challenge of ours for this person, with its count, or null. */
async function signedBy(c: Context, personId: string, assertion: Assertion) {
  const passkeys = await personStub(c.env.PERSON, personId).passkeys()
  const passkey = passkeys.find(({ id }) => id === assertion.id)
  if (!passkey) return null
  let jti: string | undefined
  const counter = await (await verifier()).verifySigned(assertion, passkey, {
    origin: c.config.publicUrl,
    isChallenge: async (challenge) => {
      const asked = { personId, purpose: 'open' } as const
      jti = (await verifyChallenge(c.config.sessionKeys, challenge, asked, Date.now()))?.jti
      return jti !== undefined
    },
  })
  return counter === null || jti === undefined ? null : { passkey, counter, jti }
}

/** Returns the device that a call names and is signed by, as one to enrol, or null. */
async function deviceToEnrol(
  c: Context,
  person: Person,
  given: PasskeyBody['device'],
): Promise<NewDevice | null> {
  if (!given || !(await isWholeKey(given.publicKey)) || !(await proofOf(c.http, given.publicKey))) return null
  return {
    id: deviceIdOf(person.id, keyPrint(given.publicKey)),
    ...{ key: given.publicKey, name: given.name, until: null },
    ...{ role: person.role as StaffRole, pointId: person.pointId },
  }
}

async function shiftByPasskey(
  c: Context,
  { personId, passkey: assertion, device: given }: PasskeyBody,
): Promise<Shift | Refused> {
  const known = await knownSigner(c, personId)
  const person = known?.person ?? (await findPerson(c.env.DB, personId))
  const enrols = person && !known ? await deviceToEnrol(c, person, given) : null
  const signed = (known || enrols) && (await signedBy(c, personId, assertion))
  // A stranger hears no more of an unknown person than of a passkey that signed something else.
  if (!person || !signed) return refuseStranger(c)
  if (enrols && !enrolsByPasskey(person.role as StaffRole)) return refuse('no-device')
  const { passkey, counter, jti } = signed
  const now = Date.now()
  // Whoever invited the person has a hand in what the passkey enrols: an invitation, a passkey made with it and a device
  // made with that are one way in (R9).
  const hand = { enrolledAt: now, invitedAt: now, enrolledBy: passkey.invitedBy, pin: null }
  const device = enrols ? { ...enrols, ...hand } : known?.device
  if (!device) return refuseStranger(c)
  return { person, device, by: { passkeyId: passkey.id, counter, jti, device: enrols } }
}

/** Finds what somebody shows to open a shift with, or why it opens none (R40). */
export const shiftOf = (c: Context, body: ShiftBody): Promise<Shift | Refused> =>
  'passkey' in body ? shiftByPasskey(c, body) : shiftByPin(c, body)

/** Opens the shift in the person's object. The same call gets the same answer. */
export function openShift(c: Context, { person, device, by }: Shift): Promise<ShiftOpened> {
  const { key, fingerprint } = c.idempotency
  return personStub(c.env.PERSON, person.id).openShift({
    ...{ deviceId: device.id, key: digest(key), fingerprint, by },
    ...{ sessionId: newSessionId(person.id), expiresAt: Date.now() + LIFE_MS[device.role] },
  })
}

/** Sets the cookie of a shift that was opened, and returns what the caller is told. */
export async function grantShift(
  c: Context,
  { person, device }: Shift,
  { sessionId, expiresAt }: { sessionId: string; expiresAt: number },
): Promise<SessionOpened> {
  const now = Date.now()
  await noteDevice(c.env.DB, { ...device, personId: person.id }, now)
  await markSeen(c.env.DB, person.id, now)
  const { role, pointId } = device
  return grantSession(c, {
    ...{ role, personId: person.id, name: person.name, sessionId, expiresAt, pointId },
    device: asSessionDevice(device),
  })
}
