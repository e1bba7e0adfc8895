/** How a history went, for whoever reads of one that went wrong. */
export interface Told {
  seed: number
  lines: string[]
  /** What is not as it must be; empty: all is well. */
  faults: string[]
  /** How far it got: operations begun, answered and left, codes compared, parcels handed over, and so on. */
  counts: Record<string, number>
}

/** What of a history is played by some people, beside all others. */
export interface Part {
  /** What they may do next, any of it at one moment with what others do. */
  readonly acts: readonly (() => Promise<void>)[]
  /** Looks at everything once all calls are over. */
  check(): Promise<void>
}

/** Notes one more of something. */
export const count = ({ counts }: Told, what: string, n = 1): void => {
  counts[what] = (counts[what] ?? 0) + n
}
