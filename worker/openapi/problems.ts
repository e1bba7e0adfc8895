import type { Operation } from '../api/operation.ts'
import { type FollowingCode, type ProblemCode, statusOf } from '../api/problem.ts'
import { isWrite, rolesOf, scopeOf } from '../api/rights.ts'
import { problemBody } from '../http/problem.ts'

/**
 * Returns every problem that an operation can answer with: its own, and those that follow from its
 * properties.
 */
export function problemsOf(operation: Operation): ProblemCode[] {
  const codes = new Set<ProblemCode>(operation.problems ?? [])
  const add = (...more: FollowingCode[]) => {
    for (const code of more) codes.add(code)
  }
  if (rolesOf(operation).length > 0) add('unauthorised')
  if (operation.by !== 'anyone' && operation.by !== 'phone') add('forbidden')
  if (scopeOf(operation.by)) add('too-many')
  if (operation.path.includes(':')) add('not-found')
  if (isWrite(operation)) {
    add('foreign-origin', 'bad-request', 'unsupported-media-type', 'too-large')
    if (!operation.keyless) add('missing-key', 'key-reused')
  }
  add('internal')
  return [...codes]
}

/** Returns the problems by status, the codes of each status in a fixed order. */
export function problemsByStatus(operation: Operation): Map<number, ProblemCode[]> {
  const by = new Map<number, ProblemCode[]>()
  for (const code of problemsOf(operation).sort())
    by.set(statusOf(code), [...(by.get(statusOf(code)) ?? []), code])
  return by
}

const FIELDS: Partial<Record<ProblemCode, { field: string; code: string }[]>> = {
  'bad-request': [{ field: 'recipient.phone', code: 'regex' }],
  'missing-key': [{ field: 'Idempotency-Key', code: 'required' }],
  'signature-required': [{ field: 'signature', code: 'required' }],
}

/** Returns a problem response with one example for each code. */
export function problemResponse(codes: readonly ProblemCode[]) {
  const examples = codes.map((code) => [code, { value: problemBody(code, FIELDS[code]) }])
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem', properties: { code: { enum: codes } } },
        examples: Object.fromEntries(examples),
      },
    },
  }
}
