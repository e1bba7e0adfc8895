import { useEffect } from 'preact/hooks'

/**
 * Calls `again` at intervals while the page is visible and the network is there, and at once when either
 * comes back. `again` has to stay the same function between renders.
 */
export function usePoll(again: () => void, everyMs: number): void {
  useEffect(() => {
    const ask = () => {
      if (!document.hidden && navigator.onLine) again()
    }
    const timer = setInterval(ask, everyMs)
    document.addEventListener('visibilitychange', ask)
    addEventListener('online', ask)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', ask)
      removeEventListener('online', ask)
    }
  }, [again, everyMs])
}
