import { Buffer } from 'node:buffer'

/** Symmetric keys by id. `current` is used for new values, the others until what they made has ended. */
export interface KeyRing {
  current: string
  keys: Record<string, Buffer>
}

const KEY_BYTES = 32

/** Parses `{"current": kid, "keys": {kid: base64url}}`. Faults name the variable, never a value. */
export function parseKeyRing(
  name: string,
  value: string | undefined,
  production: boolean,
  faults: string[],
): KeyRing | null {
  try {
    const { current, keys } = JSON.parse(value ?? '') as { current: string; keys: Record<string, string> }
    const ring = Object.fromEntries(
      Object.entries(keys).map(([kid, key]) => [kid, Buffer.from(key, 'base64url')]),
    )
    if (!ring[current]) faults.push(`${name}: current names no key`)
    if (Object.values(ring).some((key) => key.length < KEY_BYTES)) faults.push(`${name}: a key is too short`)
    if (production && Object.keys(ring).some((kid) => kid.startsWith('dev-')))
      faults.push(`${name}: a development key in production`)
    return { current, keys: ring }
  } catch {
    faults.push(`${name}: missing or not a key ring`)
    return null
  }
}

/**
 * Returns the key of an id. Throws if it is missing: an operator removed it before what it made had ended.
 */
export function keyOf(ring: KeyRing, kid: string): Buffer {
  const key = ring.keys[kid]
  if (!key) throw new Error(`key ${kid} is gone`)
  return key
}
