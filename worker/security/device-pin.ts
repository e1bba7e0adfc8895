import { Buffer } from 'node:buffer'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { type KeyRing, keyOf } from './keys.ts'

/** A device PIN as it is kept: without the Worker's key nothing can be tried against it (R40, R4). */
export interface SealedPin {
  kid: string
  /** base64url */
  salt: string
  /** base64url */
  seal: string
}

/** Returns the seal of a PIN under one key of the ring. Throws when that key is gone. */
function sealOf(ring: KeyRing, kid: string, salt: string, deviceId: string, pin: string): string {
  const hmac = createHmac('sha256', keyOf(ring, kid))
  // Each part is preceded by its length, so that no two lists of parts read alike.
  for (const part of ['device-pin/v1', deviceId, salt, pin]) {
    const bytes = Buffer.from(part)
    hmac.update(Buffer.of(bytes.length)).update(bytes)
  }
  return hmac.digest('base64url')
}

/** Seals a device's PIN under the current key. */
export function sealPin(ring: KeyRing, deviceId: string, pin: string): SealedPin {
  const salt = randomBytes(16).toString('base64url')
  return { kid: ring.current, salt, seal: sealOf(ring, ring.current, salt, deviceId, pin) }
}

/** Returns the seal that a typed PIN has beside a kept one; null when the key is gone, so that nothing can be compared. */
export const sealBeside = (
  ring: KeyRing,
  { kid, salt }: Pick<SealedPin, 'kid' | 'salt'>,
  deviceId: string,
  pin: string,
): string | null => (ring.keys[kid] ? sealOf(ring, kid, salt, deviceId, pin) : null)

/** Whether two seals are equal, in constant time. */
export function isSameSeal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
