const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** Waits between the tries to send one message: short while a courier may be at the door, then longer. */
export const RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  1 * HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
]

/**
 * Returns how long to wait after a try that ended in `retry`.
 * @param tries tries made so far, 1 after the first
 * @returns milliseconds, or null when the message is given up and has failed for good
 */
export function retryDelayMs(tries: number): number | null {
  return RETRY_DELAYS_MS[Math.max(1, tries) - 1] ?? null
}

/** Returns for how long a message has been tried at least, in ms, after so many tries. */
export const triedForMs = (tries: number): number =>
  RETRY_DELAYS_MS.slice(0, tries).reduce((sum, delay) => sum + delay, 0)
