import type { CodeReading, Detector } from './formats.ts'

/** A detector that takes longer over one image is late, and is asked nothing more until it has answered. */
const LATE_MS = 700
/** This long without an answer, and there will be none. */
const HUNG_MS = 5_000
const FAILURES_MAX = 3

/** Resolves after so many milliseconds. */
export type After = (ms: number) => Promise<void>

export const after: After = (ms) => new Promise((done) => setTimeout(done, ms))

/** The browser's own detector behind time limits. */
export interface Guarded {
  /** Whether it reads every format we need. */
  complete: boolean
  /** Whether it may be asked: it owes no answer, and did not fail three times in a row. */
  usable(): boolean
  /** Never rejects and never hangs: `late` when there is no answer yet, [] when it failed. */
  detect(image: ImageData): Promise<CodeReading[] | 'late'>
  /** The answer it still owes; undefined when it owes none, or none came for five seconds. */
  owed(): Promise<CodeReading[] | undefined>
}

/** Puts time limits before a detector that belongs to the browser, which may hang or throw at any time. */
export function guard(detector: Detector, complete: boolean, wait: After = after): Guarded {
  let failures = 0
  let running: Promise<CodeReading[]> | undefined
  const ask = async (image: ImageData) => {
    try {
      const readings = await detector.detect(image)
      failures = 0
      return readings
    } catch {
      failures++
      return []
    }
  }
  return {
    complete,
    usable: () => failures < FAILURES_MAX && !running,
    owed: async () => running && Promise.race([running, wait(HUNG_MS).then(() => undefined)]),
    detect(image) {
      const mine = ask(image).finally(() => {
        if (running === mine) running = undefined
      })
      running = mine
      return Promise.race([mine, wait(LATE_MS).then(() => 'late' as const)])
    },
  }
}
