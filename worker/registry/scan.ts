/**
 * Entries that a page looks through at most where a filter asks for more than its index can sort out. Such a page may
 * be short, and its cursor goes on: what a call reads never grows with what there is.
 */
export const SCAN_MAX = 200

/** A piece of a list: what of it fits, and behind what the next piece begins; null at the end. */
export interface Scanned<T> {
  items: T[]
  next: T | null
}

/**
 * Takes a page out of the rows that an index gave, of which only some may fit. `asked` is how many rows were asked
 * for: fewer is the end.
 */
export function pick<T>(
  rows: readonly T[],
  fits: (row: T) => boolean,
  limit: number,
  asked: number,
): Scanned<T> {
  const items: T[] = []
  for (const row of rows) {
    if (!fits(row)) continue
    items.push(row)
    if (items.length === limit) return { items, next: row }
  }
  return { items, next: rows.length < asked ? null : (rows.at(-1) ?? null) }
}
