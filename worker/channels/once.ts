import type { OutgoingMessage, SendResult } from './channel.ts'
import type { FormAnswer } from './http-form.ts'

/** What a gateway says of an earlier try. `retry`: it gave no answer. `cannot-tell`: it never will. */
export type Found = Exclude<SendResult, { outcome: 'failed' }> | 'not-there' | 'cannot-tell'

/**
 * Sends a message once as far as the gateway allows that. A try without an answer may have arrived, so the
 * gateway is asked before it is repeated: two texts with a code look like somebody else's attempt. A gateway
 * that gives no answer is asked again with the next try; with the last one the message goes out all the same,
 * because a code that arrives twice is better than one that never does.
 */
export async function once(
  message: OutgoingMessage,
  find: (message: OutgoingMessage, since: number) => Promise<Found>,
  post: (message: OutgoingMessage) => Promise<SendResult>,
): Promise<SendResult> {
  const { retried } = message
  if (!retried) return post(message)
  const found = await find(message, retried.since)
  if (typeof found !== 'object' || (found.outcome === 'retry' && retried.last)) return post(message)
  return found
}

/** Returns what a question came to that was not answered, or null if it was. */
export function unanswered(answer: FormAnswer): Found | null {
  if ('fault' in answer) return { outcome: 'retry', code: answer.fault }
  const { status } = answer
  if (status >= 200 && status < 300) return null
  // Only a gateway that has no such call, or not for us, will never answer it.
  if (status !== 429 && status < 500) return 'cannot-tell'
  return { outcome: 'retry', code: `http-${status}`, ...wait(answer) }
}

/** Returns the wait that an answer asks for, as a part of a result. */
export const wait = ({ waitMs }: { waitMs?: number }) => (waitMs === undefined ? {} : { waitMs })
