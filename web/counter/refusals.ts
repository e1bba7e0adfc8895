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

/** Returns the sentence for a refusal of an identity check, where "blocked" means something else. */
export const identityRefusalKey = (code: string): Key =>
  code === 'blocked' ? 'errIdentityBlocked' : refusalKey(code)

/** Returns the sentence for a refusal: what is the case and what to do. It never shows the code itself. */
export const refusalKey = (code: string): Key => KEYS[code] ?? 'errOther'
