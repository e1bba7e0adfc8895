/**
 * The most entries that a page scans when a filter asks for more than its index can narrow down. Such a page
 * may be short and its cursor goes on, so what a call reads never grows with the amount of data.
 */
export const SCAN_MAX = 200

/** A piece of a list: the items that fit, and the row after which the next piece begins, null at the end. */
export interface ScannedPage<T> {
  items: T[]
  next: T | null
}

/**
 * Takes a page out of the rows of an index, of which only some may fit. `asked` is how many rows were
 * requested; fewer rows mean the end.
 */
export function pickPage<T>(
  rows: readonly T[],
  fits: (row: T) => boolean,
  limit: number,
  asked: number,
): ScannedPage<T> {
  const items: T[] = []
  for (const row of rows) {
    if (!fits(row)) continue
    items.push(row)
    if (items.length === limit) return { items, next: row }
  }
  return { items, next: rows.length < asked ? null : (rows.at(-1) ?? null) }
}
