/**
 * How surprising a courier's figures are (R18). These are chances, never verdicts: a dispatcher looks at the
 * visits themselves. docs/detecting-dishonesty.md explains the arithmetic.
 */

/**
 * Returns the chance that one of `attempts` different guesses is a parcel's code of `digits` digits: 5 in
 * 100,000 in `kse`.
 */
export const guessOdds = (digits: number, attempts: number): number => attempts / 10 ** digits

/** Returns the chance that guessing opens at least one of `parcels`, each at `odds`. */
export const anyOf = (odds: number, parcels: number): number => -Math.expm1(parcels * Math.log1p(-odds))

/**
 * Returns the chance that an honest courier has at least `count` notes on `visits` visits, when each visit of
 * the fleet has one at `rate`: the upper tail of the binomial distribution. It is 1 for no notes, and where
 * nothing can be said.
 */
export function tailOdds(count: number, visits: number, rate: number): number {
  if (count <= 0 || visits <= 0 || rate <= 0) return 1
  if (rate >= 1 || count > visits) return count > visits ? 0 : 1
  let tail = 0
  for (let k = count; k <= visits; k++) {
    const term = Math.exp(logChoose(visits, k) + k * Math.log(rate) + (visits - k) * Math.log1p(-rate))
    tail += term
    // Past the mode the terms only shrink, so what follows no longer shows.
    if (k > visits * rate && term < tail * 1e-12) break
  }
  return Math.min(1, tail)
}

function logChoose(n: number, k: number): number {
  let sum = 0
  for (let i = 1; i <= k; i++) sum += Math.log(n - k + i) - Math.log(i)
  return sum
}
