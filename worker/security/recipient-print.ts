import { createHmac } from 'node:crypto'
import type { Contact } from '../api/common.ts'
import { nameWords } from '../domain/name.ts'
import type { KeyRing } from './keys.ts'

/** What tells one recipient from another (R41): both ways to reach them, and the name an identity check releases to. */
export interface Named extends Contact {
  name: string
}

/**
 * A keyed fingerprint of a recipient: the same person written otherwise has the same, and without the key of `kid`
 * nobody can test a guess against it. Null: that key is gone.
 */
export function recipientPrint(ring: KeyRing, kid: string, { name, phone, email }: Named): string | null {
  const key = ring.keys[kid]
  if (!key) return null
  const folded = [nameWords(name).sort().join(' '), phone ?? '', email?.trim().toLowerCase() ?? '']
  return createHmac('sha256', key)
    .update(`recipient/v1\0${JSON.stringify(folded)}`)
    .digest('base64url')
}
