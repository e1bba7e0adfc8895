import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { DryRunLine, DryRunPage } from '../../../worker/api/contracts/answers.ts'
import { api, call, type Failure } from '../../api/call.ts'
import { SessionEnded } from '../../office/use-get.ts'
import type { Draft } from './draft.ts'

export interface DryRunState {
  status: 'idle' | 'running' | 'stopped' | 'done'
  /** The draft that is being tried. It stays the same while the editor goes on. */
  draft: Draft | null
  tried: number
  missing: number
  items: DryRunLine[]
  since: string
  reached: string
  cursor: string | null
  failure: Failure | undefined
}

const IDLE: DryRunState = {
  status: 'idle',
  draft: null,
  tried: 0,
  missing: 0,
  items: [],
  since: '',
  reached: '',
  cursor: null,
  failure: undefined,
}

/** Tries a draft page by page. It can be stopped between two pages and continues from there. */
export function useDryRun(contractId: string) {
  const ended = useContext(SessionEnded)
  const [state, setState] = useState<DryRunState>(IDLE)
  const running = useRef<AbortController>(null)
  useEffect(() => () => running.current?.abort(), [])

  const go = async (from: DryRunState) => {
    running.current?.abort()
    const stop = new AbortController()
    running.current = stop
    let now: DryRunState = { ...from, status: 'running', failure: undefined }
    setState(now)
    const { draft } = from
    while (draft && now.status === 'running') {
      const { profile, policy } = draft
      const answer = await call(
        api.contracts.dryRun,
        { id: contractId },
        { profile, policy, ...(now.cursor && { cursor: now.cursor }) },
        { signal: stop.signal },
      )
      if (stop.signal.aborted) return
      if (!answer.ok && answer.status === 401) return ended()
      now = answer.ok ? next(now, answer.data) : { ...now, status: 'stopped', failure: answer }
      setState(now)
    }
  }
  return {
    ...state,
    start: (draft: Draft) => void go({ ...IDLE, draft }),
    goOn: () => void go(state),
    stop: () => {
      running.current?.abort()
      setState((now) => ({ ...now, status: 'stopped' }))
    },
  }
}

function next(before: DryRunState, page: DryRunPage): DryRunState {
  return {
    ...before,
    status: page.cursor ? 'running' : 'done',
    tried: before.tried + page.tried,
    missing: before.missing + page.missing,
    items: [...before.items, ...page.items],
    since: page.since,
    reached: page.reached,
    cursor: page.cursor,
  }
}
