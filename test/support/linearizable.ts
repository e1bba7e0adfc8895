/**
 * One call as its caller observed it. `linearize` decides whether overlapping calls can be put in one order,
 * each between its beginning and its answer, in which a specification gives exactly the observed answers
 * (Herlihy and Wing 1990; the search is by Wing and Gong, with Lowe's memory). A call without an answer may
 * take effect at any later time, or never.
 */
export interface Observed<C, R> {
  call: C
  /**
   * When the call began and when its answer arrived, on one clock. `returned` is null when no answer came.
   */
  invoked: number
  returned: number | null
  result?: R
}

export interface Specification<S, C, R> {
  start: S
  apply(state: S, call: C): { state: S; result: R }
  /** Whether the observed answer is equivalent to the expected one. */
  same(expected: R, observed: R): boolean
  /** States with the same key behave the same from then on. */
  key(state: S): string
  /** Whether this state may be the last one. Without `ends` any state may be. */
  ends?(state: S): boolean
}

/** Returns an order of the calls that explains every answer, or null when there is none. */
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
    // A call that began after another call's answer comes after that call.
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
