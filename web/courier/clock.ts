import { signal } from '@preact/signals'
import { CLOCK_OFF_MS } from '../../worker/domain/limits.ts'

/** The clocks of this tablet: the one that people set, and one that only runs on. */
export interface Clocks {
  device: number
  monotonic: number
}

/** What the server's clock showed, and those of this tablet at that moment. */
export interface Reading extends Clocks {
  server: number
}

export const clocksNow = (): Clocks => ({ device: Date.now(), monotonic: performance.now() })

/** Half of the time that an answer took is taken for its way back. */
export function readingOf(server: number, asked: Clocks, answered: Clocks): Reading {
  const back = (answered.monotonic - asked.monotonic) / 2
  return { server: server + back, device: answered.device, monotonic: answered.monotonic }
}

/**
 * Returns the server's time, in ms since the epoch, as far as this tablet can know it. The clock that only runs
 * on stands still while a tablet sleeps, and the other may be set back, so the longer of the two counts. A clock
 * set ahead since then is left to the server, which knows its own.
 */
export const serverTime = (reading: Reading | null, now: Clocks): number =>
  reading
    ? reading.server + Math.max(now.device - reading.device, now.monotonic - reading.monotonic)
    : now.device

/** Whether the tablet's clock was so far from the server's that the courier has to be told. */
export const isOff = ({ server, device }: Reading): boolean => Math.abs(device - server) > CLOCK_OFF_MS

/** The last reading. It outlives the screens, like the round. */
export const lastReading = signal<Reading | null>(null)
