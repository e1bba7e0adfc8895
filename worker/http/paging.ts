import type { Context } from 'hono'

export const PAGE_SIZE = 50

/** A cursor is opaque to clients: base64url of what the next page begins after. Nonsense begins anew. */
export function readCursor<T>(c: Context): T | null {
  const text = c.req.query('cursor')
  if (!text) return null
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as T
  } catch {
    return null
  }
}

export const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A page and the cursor behind its last item, or null on the last page. */
export function page<T>(items: T[], limit: number, after: (last: T) => unknown) {
  const last = items.at(-1)
  return { items, cursor: items.length === limit && last ? cursorOf(after(last)) : null }
}
