import type { api } from '../api/call.ts'
import { type AddressesOf, type FailureCode, wordFor } from '../api/failures.ts'
import type en from './i18n/en.ts'

type Key = Extract<keyof typeof en, `err${string}`>

const KEYS: Record<FailureCode<AddressesOf<typeof api.stops>>, Key> = {
  offline: 'errOffline',
  blocked: 'errBlocked',
  'approval-lapsed': 'errLapsed',
  'claim-open': 'errClaim',
  'identity-suspended': 'errSuspended',
  unpaid: 'errUnpaid',
  'nothing-to-pay': 'errNothingToPay',
  'not-arrived': 'errNotArrived',
  'stop-closed': 'errStopClosed',
  'too-late': 'errTooLate',
  'wrong-parcel': 'errWrongParcel',
  'not-accepted': 'errNotAccepted',
  'drop-off': 'errDropOff',
  'resend-limit': 'errResendLimit',
  'resend-too-soon': 'errResendSoon',
  'not-yet': 'errNotYet',
  'codes-closed': 'errCodesClosed',
  'not-out-for-delivery': 'errNotOut',
  secured: 'errSecured',
  'not-secured': 'errNotSecured',
  'signature-required': 'errSignature',
  'not-found': 'errNotFound',
  forbidden: 'errOther',
  'too-many': 'errTooMany',
  'bad-request': 'errBadCode',
}

/** Returns the sentence for a refusal: what is the case and what to do. It never shows the code itself. */
export const refusalKey = (code: string): Key => wordFor(KEYS, code, 'errOther')
