/** A named filter: the query of its address. */
export interface SavedFilter {
  name: string
  query: string
}

export const NAME_MAX = 40
/** As many filters as are practical as chips; more would need a list. */
export const SAVED_MAX = 12

const isSaved = (value: unknown): value is SavedFilter =>
  typeof (value as SavedFilter)?.name === 'string' && typeof (value as SavedFilter).query === 'string'

/** Reads the stored filters. Anything unreadable counts as none. */
export function parse(text: string | null): SavedFilter[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value.filter(isSaved).slice(0, SAVED_MAX) : []
  } catch {
    return []
  }
}

/** Returns the list with a filter under its name, in the place it had. A new filter comes last. */
export function withSaved(list: readonly SavedFilter[], saved: SavedFilter): SavedFilter[] {
  const known = list.some(({ name }) => name === saved.name)
  return known ? list.map((one) => (one.name === saved.name ? saved : one)) : [...list, saved]
}

/** Returns the list without a filter, and the place it had. */
export function without(list: readonly SavedFilter[], name: string): { list: SavedFilter[]; at: number } {
  return { list: list.filter((one) => one.name !== name), at: list.findIndex((one) => one.name === name) }
}

/** Puts a removed filter back where it was. */
export const putBack = (list: readonly SavedFilter[], saved: SavedFilter, at: number): SavedFilter[] => [
  ...list.slice(0, at),
  saved,
  ...list.slice(at),
]

const keyOf = (what: string) => `sesame.filters.${what}`

/** Reads the filters that this browser keeps for a list. Without storage there are none. */
export function readFilters(what: string): SavedFilter[] {
  try {
    return parse(localStorage.getItem(keyOf(what)))
  } catch {
    return []
  }
}

/** Keeps the filters of a list. Returns false where the browser cannot store them. */
export function saveFilters(what: string, list: readonly SavedFilter[]): boolean {
  try {
    localStorage.setItem(keyOf(what), JSON.stringify(list))
    return true
  } catch {
    return false
  }
}
