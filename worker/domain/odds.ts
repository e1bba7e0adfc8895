/**
 * How surprising a courier's figures are (R18). Chances, never verdicts: a dispatcher looks at the visits
 * themselves. The arithmetic is explained in docs/detecting-dishonesty.md.
 */

/** Chance that guessing `attempts` different codes of `digits` digits hits one parcel's: 5 of 100 000 in `kse`. */
export const guessOdds = (digits: number, attempts: number): number => attempts / 10 ** digits

/** Chance that at least one of `parcels` guessed at is opened. */
export const anyOf = (odds: number, parcels: number): number => -Math.expm1(parcels * Math.log1p(-odds))

/**
 * Chance that an honest courier has at least `count` notes on `visits` visits, when each visit of the fleet has
 * one at `rate`: the upper tail of the binomial distribution. 1 for no notes, and where nothing can be said.
 */
export function tailOdds(count: number, visits: number, rate: number): number {
  if (count <= 0 || visits <= 0 || rate <= 0) return 1
  if (rate >= 1 || count > visits) return count > visits ? 0 : 1
  let tail = 0
  for (let k = count; k <= visits; k++) {
    const term = Math.exp(logChoose(visits, k) + k * Math.log(rate) + (visits - k) * Math.log1p(-rate))
    tail += term
    // Past the mode terms only shrink: what follows no longer shows.
    if (k > visits * rate && term < tail * 1e-12) break
  }
  return Math.min(1, tail)
}

function logChoose(n: number, k: number): number {
  let sum = 0
  for (let i = 1; i <= k; i++) sum += Math.log(n - k + i) - Math.log(i)
  return sum
}
