import { createHmac } from 'node:crypto'
import { type KeyRing, keyOf } from './keys.ts'

const mac = (ring: KeyRing, purpose: string, text: string) =>
  createHmac('sha256', keyOf(ring, ring.current)).update(`${purpose}\0${text}`).digest('base64url')

/**
 * Returns the fingerprint of a request's body. It is keyed, because a plain hash of `{"pin":…}` would be a
 * PIN at rest.
 */
export const bodyFingerprint = (ring: KeyRing, body: string) => mac(ring, 'fingerprint/v1', body)

/** Returns a keyed hash that tells recipients' contacts apart without revealing them (R42). */
export const contactFingerprint = (ring: KeyRing, contact: string) => mac(ring, 'contact/v1', contact)

/**
 * Returns the text of an API key, derived from its id: a repeated request gets the same text, and no row
 * holds it.
 */
export const apiKeyText = (ring: KeyRing, id: string) => `sesame_${mac(ring, 'api-key/v1', id)}`
