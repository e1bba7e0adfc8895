/** A filter somebody named: the query of its address. */
export interface Saved {
  name: string
  query: string
}

export const NAME_MAX = 40
/** As many as still are chips and no list. */
export const SAVED_MAX = 12

const isSaved = (value: unknown): value is Saved =>
  typeof (value as Saved)?.name === 'string' && typeof (value as Saved).query === 'string'

/** Reads what was stored under a name; anything else there counts as nothing. */
export function parse(text: string | null): Saved[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value.filter(isSaved).slice(0, SAVED_MAX) : []
  } catch {
    return []
  }
}

/** The same list with a filter under its name, in the place it had; a new one comes last. */
export function withSaved(list: readonly Saved[], saved: Saved): Saved[] {
  const known = list.some(({ name }) => name === saved.name)
  return known ? list.map((one) => (one.name === saved.name ? saved : one)) : [...list, saved]
}

/** The same list without a filter, and where it was. */
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

/** The filters that this browser keeps for a list. A browser that keeps nothing has none. */
export function read(what: string): Saved[] {
  try {
    return parse(localStorage.getItem(keyOf(what)))
  } catch {
    return []
  }
}

/** Keeps them; false where the browser does not. */
export function keep(what: string, list: readonly Saved[]): boolean {
  try {
    localStorage.setItem(keyOf(what), JSON.stringify(list))
    return true
  } catch {
    return false
  }
}
