import { createHmac } from 'node:crypto'
import type { Contact } from '../api/common.ts'
import { nameWords } from '../domain/name.ts'
import type { KeyRing } from './keys.ts'

/**
 * What distinguishes one recipient from another (R41): phone, e-mail, and the name to which an identity check
 * releases.
 */
export interface NamedContact extends Contact {
  name: string
}

/**
 * Returns a keyed fingerprint of a recipient. The same person in another spelling has the same, and nobody
 * can test a guess against it without the key of `kid`. Returns null if that key is gone.
 */
export function recipientFingerprint(
  ring: KeyRing,
  kid: string,
  { name, phone, email }: NamedContact,
): string | null {
  const key = ring.keys[kid]
  if (!key) return null
  const folded = [nameWords(name).sort().join(' '), phone ?? '', email?.trim().toLowerCase() ?? '']
  return createHmac('sha256', key)
    .update(`recipient/v1\0${JSON.stringify(folded)}`)
    .digest('base64url')
}
