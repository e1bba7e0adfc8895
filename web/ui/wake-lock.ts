import { useEffect } from 'preact/hooks'

/**
 * Keeps the screen on while `active`, where the browser can. The system lets it go whenever the page is hidden, so it is
 * asked for again when the page comes back. A refusal (an empty battery) changes nothing else.
 */
export function useWakeLock(active: boolean): void {
  useEffect(() => {
    if (!active) return
    let ended = false
    let lock: WakeLockSentinel | undefined
    const ask = async () => {
      if (document.hidden || (lock && !lock.released)) return
      try {
        const given = await (navigator as Partial<Navigator>).wakeLock?.request('screen')
        // The screen may have been left while the system answered, or another answer have come first.
        if (ended || (lock && !lock.released)) await given?.release()
        else lock = given
      } catch {
        // The screen goes dark as it always did.
      }
    }
    void ask()
    document.addEventListener('visibilitychange', ask)
    return () => {
      ended = true
      document.removeEventListener('visibilitychange', ask)
      void lock?.release().catch(() => {})
    }
  }, [active])
}
