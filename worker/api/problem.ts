import type { Refusal } from '../domain/terms.ts'

export type ProblemStatus = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500

/** The HTTP status of each refusal of the domain; every one is listed, so none gets a status by default. */
const REFUSED: Record<Refusal, ProblemStatus> = {
  'malformed-code': 400,
  'signature-required': 400,
  'unknown-photo': 400,
  'second-person': 403,
  'not-found': 404,
  'waybill-taken': 409,
  'label-taken': 409,
  'label-known': 409,
  'label-pending': 409,
  'not-out-for-delivery': 409,
  'not-arrived': 409,
  'stop-closed': 409,
  'too-late': 409,
  'not-accepted': 409,
  'not-yet': 409,
  'not-secured': 409,
  secured: 409,
  'drop-off': 409,
  blocked: 409,
  'claim-open': 409,
  unpaid: 409,
  'nothing-to-pay': 409,
  'nothing-to-refund': 409,
  'no-claim': 409,
  'wrong-parcel': 409,
  'codes-closed': 409,
  'no-attempts-left': 409,
  'resend-limit': 409,
  'resend-too-soon': 409,
  'on-a-round': 409,
  'not-at-depot': 409,
  'wrong-round': 409,
  'shipment-over': 409,
  'not-over': 409,
  'claims-possible': 409,
  'too-many-photos': 409,
  'not-received': 409,
  'already-received': 409,
  'already-extended': 409,
  'not-to-return': 409,
  'not-scanned': 409,
  'not-confirmed': 409,
  'contact-pending': 409,
  'contact-limit': 409,
  'no-contact-change': 409,
  'no-request': 409,
  changed: 409,
  'operator-needed': 409,
  'approval-lapsed': 409,
  'receipt-unconfirmed': 409,
  'identity-suspended': 409,
  'no-suspension': 409,
  'no-conflict': 409,
  'page-locked': 409,
  'link-owned': 409,
  'link-finished': 410,
  'link-superseded': 410,
  'link-expired': 410,
  'not-eligible': 422,
  'no-contact': 422,
  'payment-unavailable': 409,
}

/** The other problems, which the API finds before or beside a decision. */
const OTHERS = {
  'bad-request': 400,
  'missing-key': 400,
  unauthorised: 401,
  'invitation-used': 401,
  'shift-over': 401,
  'device-revoked': 409,
  'no-device': 409,
  'no-device-pin': 409,
  'no-passkey': 409,
  'passkey-known': 409,
  'passkeys-full': 409,
  forbidden: 403,
  'foreign-origin': 403,
  'too-large': 413,
  'unsupported-media-type': 415,
  'key-reused': 422,
  'unknown-contract': 422,
  'too-many': 429,
  'already-decided': 409,
  'contract-changed': 409,
  'violation-open': 409,
  'webhook-disabled': 409,
  internal: 500,
} as const satisfies Record<string, ProblemStatus>

const STATUS = { ...REFUSED, ...OTHERS }
export type ProblemCode = keyof typeof STATUS

/** The problems that follow from the properties of a call: its rights, its form, its key and its ids. */
export type FollowingCode =
  | 'not-found'
  | 'unauthorised'
  | 'forbidden'
  | 'foreign-origin'
  | 'too-many'
  | 'bad-request'
  | 'unsupported-media-type'
  | 'too-large'
  | 'missing-key'
  | 'key-reused'
  | 'internal'

/**
 * Returns the HTTP status of a problem code. The compiler makes sure that each known code has one. An object
 * or a stored intent of another version may name an unknown code, which gets 409, because no refusal may look
 * like a success.
 */
export const statusOf = (code: ProblemCode): ProblemStatus => STATUS[code] ?? 409
