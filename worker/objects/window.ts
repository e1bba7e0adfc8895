import type { Limit } from '../config.ts'

/** An open window: when it began, in ms, and how many calls it has counted. */
export interface Window {
  began: number
  calls: number
}

/** The result of counting one call. */
export interface QuotaResult {
  ok: boolean
  /** The calls left in this window. */
  left: number
  /** The seconds until the next window, rounded up. */
  reset: number
}

/** Counts one call. A refused call is not counted, so that nobody locks themselves out by asking again. */
export function takeFromWindow(
  open: Window | null,
  { quota, seconds }: Limit,
  now: number,
): [Window, QuotaResult] {
  const current = open && now < open.began + seconds * 1000 ? open : { began: now, calls: 0 }
  const ok = current.calls < quota
  const window = ok ? { ...current, calls: current.calls + 1 } : current
  const reset = Math.ceil((window.began + seconds * 1000 - now) / 1000)
  return [window, { ok, left: quota - window.calls, reset }]
}
