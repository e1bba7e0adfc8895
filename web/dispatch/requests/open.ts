import { createContext } from 'preact'
import { useContext, useEffect, useRef } from 'preact/hooks'
import type { RequestView } from '../../../worker/api/requests/answers.ts'

/** What waits for a second person, as the shell reads it; undefined before the first answer. */
export const OpenRequests = createContext<readonly RequestView[] | undefined>(undefined)

const CHANGED = 'requests-changed'
/** Tells the shell that a request was made or decided here, so that it reads the requests again. */
export const requestsChanged = () => dispatchEvent(new Event(CHANGED))

/**
 * Returns the open requests about a thing, live, for the page of that thing. `onEnded` is called when one of
 * them is no longer open, as its effect may have taken place.
 */
export function useRequestsAbout(
  about: (request: RequestView) => boolean,
  onEnded: () => void,
): RequestView[] {
  const open = useContext(OpenRequests)
  const found = open?.filter(about) ?? []
  const known = useRef<string[]>([])
  const ids = found.map(({ id }) => id)
  const joined = ids.join(' ')
  useEffect(() => {
    if (!open) return
    const ended = known.current.some((id) => !ids.includes(id))
    known.current = ids
    if (ended) onEnded()
  }, [joined, open === undefined])
  return found
}
