import { useContext, useRef, useState } from 'preact/hooks'
import type { ParamsOf } from '../../worker/api/operation.ts'
import {
  type AnswerAt,
  callAny,
  type Failure,
  type InputAt,
  newKey,
  type Result,
  type WriteAddress,
} from '../api/call.ts'
import { SessionEnded } from './use-get.ts'

export interface Sender {
  busy: boolean
  failure: Failure | undefined
  /** Returns null when the session has ended, as the shell takes over, or while another call is under way. */
  send: <A extends WriteAddress>(
    address: A,
    params: ParamsOf<A>,
    body: InputAt<A>,
    query?: Record<string, string>,
  ) => Promise<Result<AnswerAt<A>> | null>
  forget: () => void
}

/**
 * Runs one action at a time. Its key is kept while no answer came, so that pressing again cannot do it twice.
 * Other content is another action with another key.
 */
export function useSend(): Sender {
  const ended = useContext(SessionEnded)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const action = useRef<{ content: string; key: string }>(null)
  const sending = useRef(false)

  const send: Sender['send'] = async <A extends WriteAddress>(
    address: A,
    params: ParamsOf<A>,
    body: InputAt<A>,
    query: Record<string, string> = {},
  ) => {
    // This is a second tap before the next paint, when the button still looks free.
    if (sending.current) return null
    sending.current = true
    const content = JSON.stringify([address, params, body, query])
    if (action.current?.content !== content) action.current = { content, key: newKey() }
    setBusy(true)
    setFailure(undefined)
    const answer: Result<AnswerAt<A>> = await callAny(address, params, body, {
      key: action.current.key,
      query,
    })
    sending.current = false
    setBusy(false)
    // After no answer or a server fault the action may have happened, so the same key is sent again.
    if (answer.ok || (answer.status >= 400 && answer.status < 500)) action.current = null
    if (!answer.ok && answer.status === 401) {
      ended()
      return null
    }
    if (!answer.ok) setFailure(answer)
    return answer
  }
  return { busy, failure, send, forget: () => setFailure(undefined) }
}
