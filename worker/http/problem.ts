import type { Context } from 'hono'
import type { Problem, WhomToAsk } from '../api/common.ts'
import { type ProblemCode, statusOf } from '../api/problem.ts'

const TITLES: Partial<Record<ProblemCode, string>> = {
  'bad-request': 'The request does not have the right form',
  'missing-key': 'An Idempotency-Key of 16 to 64 printable characters is required',
  'key-reused': 'This Idempotency-Key was used with another request',
  unauthorised: 'Sign in first',
  forbidden: 'Not allowed',
  'foreign-origin': 'Requests come from our own pages only',
  'not-found': 'Not found',
  'too-large': 'The request is too large',
  'unsupported-media-type': 'Send application/json',
  internal: 'Something went wrong on our side',
}

/**
 * Returns the body of a problem (RFC 9457). It names fields and codes but never a submitted value, which may
 * be a PIN.
 */
export function problemBody(code: ProblemCode, errors?: Problem['errors'], ask?: WhomToAsk): Problem {
  return {
    type: `https://sesame.example/problems/${code}`,
    title: TITLES[code] ?? code.replaceAll('-', ' '),
    status: statusOf(code),
    code,
    ...(errors && { errors }),
    ...ask,
  }
}

/** Returns the response of a problem. */
export function problem(
  c: Context,
  code: ProblemCode,
  errors?: Problem['errors'],
  ask?: WhomToAsk,
): Response {
  const body = JSON.stringify(problemBody(code, errors, ask))
  return c.body(body, statusOf(code), { 'Content-Type': 'application/problem+json' })
}
