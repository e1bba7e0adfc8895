import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { isQueued } from '../../offline/action.ts'
import { refusalKey } from '../refusals.ts'
import { t } from '../texts.ts'
import type { VisitDeps } from './visit-deps.ts'

interface ReopeningSteps {
  busy: boolean
  setBusy: (busy: boolean) => void
  /** The door is there again. */
  goOn: () => void
}

/** Takes back what ended the visit by mistake: the door is there again at once (R37). */
export function useReopening(id: string, deps: VisitDeps, { busy, setBusy, goOn }: ReopeningSteps) {
  /** Why what ended the visit could not be taken back. */
  const [undoing, setUndoing] = useState('')

  const reopen = async () => {
    if (busy) return
    setBusy(true)
    setUndoing('')
    const answer = await deps.post(api.stops.reopen, id, {}, deps.reopening(id))
    setBusy(false)
    if (isQueued(answer)) return goOn()
    if (answer.ok && answer.data.outcome === 'open') {
      goOn()
      deps.patch(id, { open: true, outcome: null, reopenUntil: null, attemptsLeft: answer.data.left })
    } else setUndoing(t(answer.ok ? 'errNotTaken' : refusalKey(answer.code)))
    void deps.refreshStop(id)
  }

  return { undoing, reopen }
}
