import type { SessionOpened } from '../../worker/api/session/answers.ts'
import { api, type CallOptions, type Result } from '../api/call.ts'
import { type DeviceKey, keepKey, keyOf, makeKey } from './keys.ts'
import type { PasskeyAssertion } from './passkey.ts'
import { notePerson } from './people.ts'
import { callAs, noteRenewed } from './signed.ts'

/** Notes a session that was opened on this device. */
export function noteOpened({ role, personId, name, device }: SessionOpened): void {
  if (role === 'recipient' || !personId || !device) return
  notePerson({ personId, role, name: name ?? '', hasPin: device.hasPin })
  noteRenewed(personId)
}

/**
 * Returns this device's key for a person who is about to sign in, made and kept if there is none. It is kept before it is
 * used: were the answer lost, nobody else could ever sign. Null: the browser makes or keeps no keys.
 */
async function keyFor(personId: string, name: string, anew: boolean): Promise<DeviceKey | null> {
  const known = anew ? null : await keyOf(personId)
  const key = known ? { ...known, name } : await makeKey(personId, name)
  return key && (await keepKey(key)) ? key : null
}

/** Exchanges an invitation for a session on this device. The same call once more gets the same session. */
export async function openInvited(
  { token, personId, name }: { token: string; personId: string | undefined; name: string },
  options: CallOptions,
): Promise<Result<SessionOpened>> {
  const open = async (anew: boolean) => {
    const key = personId === undefined ? null : await keyFor(personId, name, anew)
    const device = key && { publicKey: key.publicKey, name: key.name }
    return callAs(personId)(api.session.open, {}, { token, ...(device && { device }) }, options)
  }
  const answer = await open(false)
  // The key of a device that was revoked comes back no more; the device itself does, with another.
  const done = !answer.ok && answer.code === 'device-revoked' ? await open(true) : answer
  if (done.ok) noteOpened(done.data)
  return done
}

/** What came of a device PIN. `invite`: only a new invitation helps. */
export type ShiftOpened =
  | { ok: true; session: SessionOpened }
  | { ok: false; why: 'wrong'; left: number }
  | { ok: false; why: 'closed' | 'invite' | 'offline' | 'failed' }

/** What a shift is opened with: the device's PIN, or what a passkey has signed. */
export type ShiftBy = { pin: string } | { passkey: PasskeyAssertion }

/** Opens a person's next shift on this device (R40). */
export async function openShift(personId: string, by: ShiftBy): Promise<ShiftOpened> {
  const answer = await callAs(personId)(api.session.shift, {}, { personId, ...by })
  if (!answer.ok) {
    if (answer.code === 'offline') return { ok: false, why: 'offline' }
    const over = answer.status === 401 || answer.code === 'no-device-pin'
    return { ok: false, why: over ? 'invite' : 'failed' }
  }
  if (!('outcome' in answer.data)) {
    noteOpened(answer.data)
    return { ok: true, session: answer.data }
  }
  return answer.data.outcome === 'wrong'
    ? { ok: false, why: 'wrong', left: answer.data.left }
    : { ok: false, why: 'closed' }
}
