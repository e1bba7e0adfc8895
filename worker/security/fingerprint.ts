import { createHmac } from 'node:crypto'
import { type KeyRing, keyOf } from './keys.ts'

const mac = (ring: KeyRing, purpose: string, text: string) =>
  createHmac('sha256', keyOf(ring, ring.current)).update(`${purpose}\0${text}`).digest('base64url')

/** Fingerprint of a request's body. A plain hash of `{"pin":…}` would be a PIN at rest, so it is keyed. */
export const fingerprint = (ring: KeyRing, body: string) => mac(ring, 'fingerprint/v1', body)

/** Tells recipients' contacts apart without telling what they are (R42). */
export const contactPrint = (ring: KeyRing, contact: string) => mac(ring, 'contact/v1', contact)

/** The text of an API key, derived from its id: a repeated request gets it again, no row holds it. */
export const apiKeyText = (ring: KeyRing, id: string) => `sesame_${mac(ring, 'api-key/v1', id)}`
