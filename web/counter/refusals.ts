import type { Key } from './texts.ts'

const KEYS: Record<string, Key> = {
  offline: 'errOffline',
  blocked: 'errBlocked',
  'approval-lapsed': 'lapsedText',
  'claim-open': 'errClaim',
  'identity-suspended': 'errSuspended',
  'receipt-unconfirmed': 'errUndeclared',
  'not-received': 'errNotReceived',
  'shipment-over': 'errOver',
  'wrong-parcel': 'errWrongParcel',
  'not-accepted': 'errNotAccepted',
  'already-extended': 'errExtended',
  'signature-required': 'errSignature',
  'not-found': 'errNotFound',
  'bad-request': 'errBad',
  'too-many': 'errTooMany',
}

/** The sentence for a refusal of an identity check: what is blocked is another thing there. */
export const identityRefusalKey = (code: string): Key =>
  code === 'blocked' ? 'errIdentityBlocked' : refusalKey(code)

/** The sentence for a refusal: what is so, and what to do. Never the code itself. */
export const refusalKey = (code: string): Key => KEYS[code] ?? 'errOther'
