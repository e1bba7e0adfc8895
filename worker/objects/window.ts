import type { Limit } from '../config.ts'

/** A window that is open: when it began, in ms, and how many calls it has seen. */
export interface Window {
  began: number
  calls: number
}

/** What became of one call. */
export interface Taken {
  ok: boolean
  /** Calls that are left in this window. */
  left: number
  /** Seconds until the next one, rounded up. */
  reset: number
}

/** Counts one call; what is refused is not counted, so that nobody locks themselves out by asking on. */
export function take(open: Window | null, { quota, seconds }: Limit, now: number): [Window, Taken] {
  const current = open && now < open.began + seconds * 1000 ? open : { began: now, calls: 0 }
  const ok = current.calls < quota
  const window = ok ? { ...current, calls: current.calls + 1 } : current
  const reset = Math.ceil((window.began + seconds * 1000 - now) / 1000)
  return [window, { ok, left: quota - window.calls, reset }]
}
