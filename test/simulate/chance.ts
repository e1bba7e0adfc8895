/** Random choices that follow from a seed alone, so that the same seed gives the same history. */
export interface Chance {
  /** Returns a whole number from 0 up to, but without, `below`. */
  below(below: number): number
  /** Returns true once in `n` calls on average. */
  oneIn(n: number): boolean
  of<T>(items: readonly T[]): T
}

/** The generator is mulberry32. Its thirty-two bits of state are more than a history needs. */
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
    oneIn: (n) => below(n) === 0,
    of: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('nothing to choose from')
      return item
    },
  }
}
