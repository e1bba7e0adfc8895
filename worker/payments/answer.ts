import type { FormAnswer } from '../channels/http-form.ts'
import { wait } from '../channels/once.ts'
import type { Asked } from './provider.ts'

/** An error in a provider's own words. */
export interface OwnError {
  code: unknown
  /** Whether the same call may succeed later. */
  passing: boolean
}

/** Faults of the account, of the moment or of the network, with which the payment itself may be right. */
const PASSING_STATUS = new Set([401, 403, 408, 409, 424, 425, 429])
/** Codes are kept, words are not: they may hold what somebody typed. */
const CODE = /^[a-z0-9_.-]{1,60}$/i

/** Returns a code that may be kept, with the provider's name before it. */
export const codeOf = (provider: string, code: unknown): string =>
  `${provider}-${typeof code === 'string' && CODE.test(code) ? code : 'other'}`

/** Returns what an answer holds, or what came of the call that has none. */
export function contentOf(
  answer: FormAnswer,
  provider: string,
  ownError: (json: Record<string, unknown>) => OwnError | null,
): Asked<Record<string, unknown>> {
  if ('fault' in answer) return { outcome: 'retry', code: answer.fault }
  const { status, json } = answer
  const error = ownError(json)
  const good = status >= 200 && status < 300
  if (good && !error) return { outcome: 'known', value: json }
  const code = error ? codeOf(provider, error.code) : `http-${status}`
  // A 4xx without the API's own error comes from something in between, such as a proxy, and may pass.
  const final = error && !error.passing && status < 500 && !PASSING_STATUS.has(status)
  return final ? { outcome: 'failed', code } : { outcome: 'retry', code, ...wait(answer) }
}

/** Goes on with what is known, and hands on any other outcome. */
export const andThen = async <A, B>(
  asked: Asked<A>,
  next: (value: A) => Asked<B> | Promise<Asked<B>>,
): Promise<Asked<B>> => (asked.outcome === 'known' ? next(asked.value) : asked)

export const known = <T>(value: T): Asked<T> => ({ outcome: 'known', value })
export const failed = (code: string) => ({ outcome: 'failed', code }) as const

/** An answer that says nothing we can read: the next one may. */
export const UNREADABLE = { outcome: 'retry', code: 'unreadable' } as const
/** A payment of somebody else at the same account. */
export const FOREIGN = failed('foreign')
