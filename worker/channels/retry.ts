const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** Waits between the tries of one message: dense while a courier may stand at the door, then sparse. */
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
 * How long to wait after a try that ended in `retry`.
 * @param tries tries made so far, 1 after the first
 * @returns milliseconds, or null: given up, the message has failed for good
 */
export function retryDelayMs(tries: number): number | null {
  return RETRY_DELAYS_MS[Math.max(1, tries) - 1] ?? null
}
