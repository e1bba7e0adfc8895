import type { Refusal } from '../domain/refusal.ts'

export type ProblemCode =
  | Refusal
  | 'bad-request'
  | 'unsupported-media-type'
  | 'too-large'
  | 'missing-key'
  | 'key-reused'
  | 'unauthorised'
  | 'forbidden'
  | 'foreign-origin'
  | 'unknown-contract'
  | 'invitation-used'
  | 'too-many'
  | 'already-decided'
  | 'webhook-disabled'
  | 'violation-open'
  | 'contract-changed'
  | 'internal'

export type ProblemStatus = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500

const OTHER_THAN_409: Partial<Record<ProblemCode, ProblemStatus>> = {
  'bad-request': 400,
  'missing-key': 400,
  'malformed-code': 400,
  'signature-required': 400,
  'unknown-photo': 400,
  unauthorised: 401,
  'invitation-used': 401,
  forbidden: 403,
  'foreign-origin': 403,
  'second-person': 403,
  'not-found': 404,
  'link-finished': 410,
  'link-superseded': 410,
  'link-expired': 410,
  'too-large': 413,
  'unsupported-media-type': 415,
  'key-reused': 422,
  'not-eligible': 422,
  'no-contact': 422,
  'unknown-contract': 422,
  'too-many': 429,
  internal: 500,
}

/** The HTTP status a problem code travels under. */
export function statusOf(code: ProblemCode): ProblemStatus {
  return OTHER_THAN_409[code] ?? 409
}
