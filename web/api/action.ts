import type { ParamsOf } from '../../worker/api/operation.ts'
import {
  type AnswerAt,
  type CallOptions,
  callAny,
  type InputAt,
  newKey,
  type Result,
  type WriteAddress,
} from './call.ts'

export interface LiveOptions extends Pick<CallOptions, 'signal' | 'query' | 'timeoutMs' | 'headers'> {
  /** The action's own key, where the screen holds it: to poll an earlier one, or to send what was kept. */
  key?: string | undefined
  /** Its body may not be remembered, as that of a code never is (R35): each entry is an action of its own. */
  unrepeatable?: boolean | undefined
  /** Hears that the session has ended. */
  ended?: (() => void) | undefined
}

/** What `createLive` touches outside itself. Tests pass in their own. */
export interface LiveDeps {
  call: typeof callAny
  newKey: () => string
}

type Params = Record<string, string>

/** An action whose answer has not come. `answer`: it is awaited just now. */
interface Open {
  key: string
  answer?: Promise<Result<unknown>> | undefined
}

/** Whether it is unknown what became of an action: no answer came, or it says nothing about the action. */
export const isUnanswered = ({ ok, status }: Result<unknown>): boolean =>
  !ok && (status < 400 || status >= 500 || status === 408 || status === 429)

/** Returns what makes two actions the same. */
export const contentOf = (address: WriteAddress, params: Params, body: unknown, query?: Params): string =>
  JSON.stringify([address, params, body, query])

/** Builds the live half of writing on the given call: what is not stored, and whose answer is waited for. */
export function createLive({ call, newKey }: LiveDeps) {
  /** Actions without an answer, so that a repetition does not do them twice. */
  const open = new Map<string, Open>()
  const keyFor = (address: WriteAddress, params: Params, body: unknown): string =>
    open.get(contentOf(address, params, body))?.key ?? newKey()

  const action = (
    address: WriteAddress,
    params: Params,
    body: unknown,
    { unrepeatable, ended, ...options }: LiveOptions = {},
  ): Promise<Result<unknown>> => {
    const content = unrepeatable ? newKey() : contentOf(address, params, body, options.query)
    const before = open.get(content)
    const key = options.key ?? before?.key ?? newKey()
    if (before?.answer && before.key === key) return before.answer
    const send = async () => {
      const answer: Result<unknown> = await call(address, params, body, { ...options, key })
      if (unrepeatable || !isUnanswered(answer)) open.delete(content)
      else open.set(content, { key })
      if (answer.status === 401) ended?.()
      return answer
    }
    const answer = send()
    open.set(content, { key, answer })
    return answer
  }

  return {
    action: action as LiveAction,
    /** Returns the key of an action: the earlier key if no answer came, otherwise a new one. */
    keyFor,
    /** Forgets unanswered actions, which belong to whoever was signed in. */
    forgetActions: (): void => open.clear(),
  }
}

/**
 * Does what a person asks for, once: tapping again after a lost answer sends the same key, and a second tap meanwhile gets
 * the answer of the first. Never throws. It is the half of `offline/action.ts` that needs no store, for pages of people who
 * are not staff; the PWA's screens use that one.
 */
type LiveAction = <A extends WriteAddress>(
  address: A,
  params: ParamsOf<A>,
  body: InputAt<A>,
  options?: LiveOptions,
) => Promise<Result<AnswerAt<A>>>

/** See `LiveAction`. */
export const { action, keyFor } = createLive({ call: callAny, newKey })
