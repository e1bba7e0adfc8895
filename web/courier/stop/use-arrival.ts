import { useRef } from 'preact/hooks'
import type { Arrived } from '../../../worker/api/stops/answers.ts'
import { api } from '../../api/call.ts'
import { isQueued } from '../../offline/action.ts'
import { instantNow, notAccepted } from '../post.ts'
import { t } from '../texts.ts'
import type { VisitDeps } from './visit-deps.ts'

interface ArrivalSteps {
  begin: () => void
  /** Shows why the arrival was not recorded. */
  refused: (code: string, text?: string) => void
  end: () => void
}

/** Records the arrival at a stop. The keypad comes at once; only the first action waits for the record (R13). */
export function useArrival(id: string, deps: VisitDeps, { begin, refused, end }: ArrivalSteps) {
  const recorded = useRef<Promise<boolean>>(Promise.resolve(true))

  const record = async (at: string): Promise<boolean> => {
    const place = await deps.place()
    const answer = await deps.post(
      api.stops.arrive,
      id,
      { at, ...(place ? { place } : {}) },
      { queue: deps.offline() ? 'done' : 'live' },
    )
    const done = answer.ok && notAccepted(answer) === null ? (answer.data as Arrived) : null
    if (done) {
      const { visitWords = null, unreached = false } = done
      deps.patch(id, { arrivedAt: at, arrivalDue: false, visitWords, unreached })
    } else if (answer.ok) refused('', t('errNotTaken'))
    else if (!isQueued(answer)) refused(answer.code)
    // The clock was set since the round was read: reading it again tells the courier.
    if (done?.clock) void deps.refreshRound()
    end()
    return answer.ok || isQueued(answer)
  }

  return {
    arrive: () => {
      begin()
      recorded.current = record(instantNow())
    },
    /** True once the arrival is recorded or stored to be sent, false if it was refused. */
    recorded: () => recorded.current,
  }
}
