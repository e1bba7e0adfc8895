/**
 * Whether calls that overlapped can be put in one order, each between its beginning and its answer, in which a
 * specification gives the very answers that came (Herlihy and Wing 1990; the search is Wing and Gong's, with the memory
 * of Lowe's). A call without an answer may have had its effect at any time since, or never.
 */
export interface Observed<C, R> {
  call: C
  /** When it began and when its answer was there, on one clock; null: no answer came. */
  invoked: number
  returned: number | null
  result?: R
}

export interface Specification<S, C, R> {
  start: S
  apply(state: S, call: C): { state: S; result: R }
  /** Whether that answer is as good as this one. */
  same(expected: R, observed: R): boolean
  /** Two states of one key go on alike. */
  key(state: S): string
  /** What the state has to be at the end; without it any will do. */
  ends?(state: S): boolean
}

/** One order of the calls that explains every answer; null: there is none. */
export function linearize<S, C, R>(
  observed: readonly Observed<C, R>[],
  spec: Specification<S, C, R>,
): Observed<C, R>[] | null {
  const calls = [...observed].sort((a, b) => a.invoked - b.invoked)
  const done = calls.map(() => false)
  const order: Observed<C, R>[] = []
  const seen = new Set<string>()
  const go = (state: S): boolean => {
    const open = calls.filter((_, n) => !done[n])
    if (open.every(({ returned }) => returned === null) && (spec.ends?.(state) ?? true)) return true
    const tried = `${done.map(Number).join('')} ${spec.key(state)}`
    if (seen.has(tried)) return false
    seen.add(tried)
    // Whatever began after another's answer comes after it.
    const first = Math.min(...open.map(({ returned }) => returned ?? Number.POSITIVE_INFINITY))
    for (const [n, one] of calls.entries()) {
      if (done[n] || one.invoked > first) continue
      const { state: next, result } = spec.apply(state, one.call)
      if (one.returned !== null && !spec.same(result, one.result as R)) continue
      done[n] = true
      order.push(one)
      if (go(next)) return true
      done[n] = false
      order.pop()
    }
    return false
  }
  return go(spec.start) ? order : null
}
