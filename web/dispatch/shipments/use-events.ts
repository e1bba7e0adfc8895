import { useCallback, useContext, useEffect, useState } from 'preact/hooks'
import type { EventLine } from '../../../worker/api/shipments/answers.ts'
import { type AnswerAt, api, call, type Failure, type Result } from '../../api/call.ts'
import { SessionEnded } from '../../office/use-get.ts'

/** A shipment has some dozens of events, so this many pages would be a fault of the server. */
const PAGES_MAX = 20

/** Reads all events of a shipment. The newest is shown first, and it is on the last page. */
export function useEvents(id: string) {
  const ended = useContext(SessionEnded)
  const [got, setGot] = useState<{ items?: EventLine[]; failure?: Failure }>({})
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    const stop = new AbortController()
    void (async () => {
      const items: EventLine[] = []
      let cursor: string | null = null
      for (let page = 0; page < PAGES_MAX; page++) {
        const from: { cursor?: string } = cursor === null ? {} : { cursor }
        const answer: Result<AnswerAt<typeof api.shipments.events>> = await call(
          api.shipments.events,
          { id },
          from,
          { signal: stop.signal },
        )
        if (stop.signal.aborted) return
        if (!answer.ok)
          return answer.status === 401 ? ended() : setGot((now) => ({ ...now, failure: answer }))
        items.push(...answer.data.events)
        // The log may answer with a cursor for later even when there is nothing more now.
        if (answer.data.cursor === null || answer.data.events.length === 0) break
        cursor = answer.data.cursor
      }
      setGot({ items })
    })()
    return () => stop.abort()
  }, [id, turn])
  return { ...got, reload: useCallback(() => setTurn((n) => n + 1), []) }
}
