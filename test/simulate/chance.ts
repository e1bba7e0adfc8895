/** Chance that follows from a seed alone: the same seed, the same history. */
export interface Chance {
  /** A whole number from 0 up to and without `below`. */
  below(below: number): number
  /** True once in `n`. */
  once(n: number): boolean
  of<T>(items: readonly T[]): T
}

/** mulberry32: thirty-two bits of state, more than a history asks for. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (bound: number) => next() % bound
  return {
    below,
    once: (n) => below(n) === 0,
    of: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('nothing to choose from')
      return item
    },
  }
}
