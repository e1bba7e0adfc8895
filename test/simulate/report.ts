/** The course of a history, for whoever reads about one that went wrong. */
export interface HistoryReport {
  seed: number
  lines: string[]
  /** What is not as it must be. It is empty when all is well. */
  faults: string[]
  /**
   * How far the history got: operations begun, answered and left, codes compared, parcels handed over, and so
   * on.
   */
  counts: Record<string, number>
}

/** One part of a history, which some people play beside all others. */
export interface Part {
  /** Acts that may come next, at the same moment as those of other parts. */
  readonly acts: readonly (() => Promise<void>)[]
  /** Checks everything once all calls are over. */
  check(): Promise<void>
}

/** Adds to one of the counts. */
export const count = ({ counts }: HistoryReport, what: string, n = 1): void => {
  counts[what] = (counts[what] ?? 0) + n
}
