import { isUnanswered } from '../api/action.ts'
import type { Result } from '../api/call.ts'

/** What became of one try. */
export type Outcome =
  | { kind: 'ok' }
  /** Nobody knows whether it happened: it is tried again, with its key. */
  | { kind: 'unanswered'; status: number; code: string; retryAfterMs?: number | undefined }
  /** The session has ended: it waits for this person's next one. */
  | { kind: 'signed-out' }
  /** The server will not have it: the person has to choose. */
  | { kind: 'refused'; status: number; code: string }

/** Sorts an answer. `retryAfterMs` is what the server asked to be left in peace for. */
export function outcomeOf(result: Result<unknown>, retryAfterMs?: number): Outcome {
  if (result.ok) return { kind: 'ok' }
  const { status, code } = result
  if (status === 401) return { kind: 'signed-out' }
  if (isUnanswered(result)) return { kind: 'unanswered', status, code, retryAfterMs }
  return { kind: 'refused', status, code }
}
