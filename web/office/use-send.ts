import { useContext, useRef, useState } from 'preact/hooks'
import type { ParamsOf } from '../../worker/api/operation.ts'
import type { AnswerAt, Failure, InputAt, Result, WriteAddress } from '../api/call.ts'
import { action } from '../offline/action.ts'
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

/** Runs one action at a time (see `action`), and holds what a form shows of it. */
export function useSend(): Sender {
  const ended = useContext(SessionEnded)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
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
    setBusy(true)
    setFailure(undefined)
    const answer = await action(address, params, body, { query, ended })
    sending.current = false
    setBusy(false)
    if (answer.status === 401) return null
    if (!answer.ok) setFailure(answer)
    return answer
  }
  return { busy, failure, send, forget: () => setFailure(undefined) }
}
