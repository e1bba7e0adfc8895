import { useEffect } from 'preact/hooks'

/**
 * Asks again every so often, while the page is seen and the network is there; at once when either comes back. `again`
 * has to stay the same function between renders.
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
