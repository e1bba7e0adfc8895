/** A named filter: the query of its address. */
export interface Saved {
  name: string
  query: string
}

export const NAME_MAX = 40
/** As many filters as are practical as chips; more would need a list. */
export const SAVED_MAX = 12

const isSaved = (value: unknown): value is Saved =>
  typeof (value as Saved)?.name === 'string' && typeof (value as Saved).query === 'string'

/** Reads the stored filters. Anything unreadable counts as none. */
export function parse(text: string | null): Saved[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value.filter(isSaved).slice(0, SAVED_MAX) : []
  } catch {
    return []
  }
}

/** Returns the list with a filter under its name, in the place it had. A new filter comes last. */
export function withSaved(list: readonly Saved[], saved: Saved): Saved[] {
  const known = list.some(({ name }) => name === saved.name)
  return known ? list.map((one) => (one.name === saved.name ? saved : one)) : [...list, saved]
}

/** Returns the list without a filter, and the place it had. */
export function without(list: readonly Saved[], name: string): { list: Saved[]; at: number } {
  return { list: list.filter((one) => one.name !== name), at: list.findIndex((one) => one.name === name) }
}

/** Puts a removed filter back where it was. */
export const putBack = (list: readonly Saved[], saved: Saved, at: number): Saved[] => [
  ...list.slice(0, at),
  saved,
  ...list.slice(at),
]

const keyOf = (what: string) => `sesame.filters.${what}`

/** Reads the filters that this browser keeps for a list. Without storage there are none. */
export function read(what: string): Saved[] {
  try {
    return parse(localStorage.getItem(keyOf(what)))
  } catch {
    return []
  }
}

/** Keeps the filters of a list. Returns false where the browser cannot store them. */
export function keep(what: string, list: readonly Saved[]): boolean {
  try {
    localStorage.setItem(keyOf(what), JSON.stringify(list))
    return true
  } catch {
    return false
  }
}
