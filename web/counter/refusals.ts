import type { api } from '../api/call.ts'
import { type AddressesOf, type FailureCode, wordFor } from '../api/failures.ts'
import type { Key } from './texts.ts'

/** Confirming a receipt is the dispatcher's. */
type Called = Exclude<AddressesOf<typeof api.holds>, typeof api.holds.confirmReceipt>

const KEYS: Record<FailureCode<Called>, Key> = {
  offline: 'errOffline',
  blocked: 'errBlocked',
  'approval-lapsed': 'lapsedText',
  'claim-open': 'errClaim',
  'identity-suspended': 'errSuspended',
  unpaid: 'errUnpaid',
  'nothing-to-pay': 'errNothingToPay',
  'receipt-unconfirmed': 'errUndeclared',
  'not-received': 'errNotReceived',
  'shipment-over': 'errOver',
  'wrong-parcel': 'errWrongParcel',
  'not-accepted': 'errNotAccepted',
  'already-extended': 'errExtended',
  'not-to-return': 'errNotBack',
  'signature-required': 'errSignature',
  'not-found': 'errNotFound',
  forbidden: 'errOther',
  'bad-request': 'errBad',
  'too-many': 'errTooMany',
}

/** Returns the sentence for a refusal of an identity check, where "blocked" means something else. */
export const identityRefusalKey = (code: string): Key =>
  code === 'blocked' ? 'errIdentityBlocked' : refusalKey(code)

/** Returns the sentence for a refusal: what is the case and what to do. It never shows the code itself. */
export const refusalKey = (code: string): Key => wordFor(KEYS, code, 'errOther')
