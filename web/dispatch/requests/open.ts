import { createContext } from 'preact'
import { useContext, useEffect, useRef } from 'preact/hooks'
import type { RequestView } from '../../../worker/api/requests/answers.ts'

/** What waits for a second person, as the shell reads it for its count; undefined before the first answer. */
export const OpenRequests = createContext<readonly RequestView[] | undefined>(undefined)

const CHANGED = 'requests-changed'
/** Something was asked for or decided here: the shell reads what waits anew. */
export const requestsChanged = () => dispatchEvent(new Event(CHANGED))

/**
 * The open requests about something, live, on the page of what they are about. `onEnded` is told when one of them is
 * open no more: what it asked for may have come about.
 */
export function useRequestsAbout(
  about: (request: RequestView) => boolean,
  onEnded: () => void,
): RequestView[] {
  const open = useContext(OpenRequests)
  const found = open?.filter(about) ?? []
  const known = useRef<string[]>([])
  const ids = found.map(({ id }) => id)
  const told = ids.join(' ')
  useEffect(() => {
    if (!open) return
    const ended = known.current.some((id) => !ids.includes(id))
    known.current = ids
    if (ended) onEnded()
  }, [told, open === undefined])
  return found
}
