import * as v from 'valibot'
import type { Context } from './context.ts'

export const PAGE_SIZE = 50

/**
 * Reads the query's cursor. A cursor is opaque to clients: base64url of what the next page begins after. An
 * invalid cursor starts from the beginning; `schema` keeps invented values from the database, which throws at
 * what it cannot bind.
 */
export function readCursor<S extends v.GenericSchema>(c: Context, schema: S): v.InferOutput<S> | null {
  return parseCursor(c.http.req.query('cursor'), schema)
}

/** Does the same for a cursor that comes in a body. */
export function parseCursor<S extends v.GenericSchema>(
  text: string | undefined,
  schema: S,
): v.InferOutput<S> | null {
  if (!text) return null
  try {
    const read = v.safeParse(schema, JSON.parse(Buffer.from(text, 'base64url').toString()))
    return read.success ? read.output : null
  } catch {
    return null
  }
}

export const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Returns a page and the cursor after its last item, which is null on the last page. */
export function page<T>(items: T[], limit: number, after: (last: T) => unknown) {
  const last = items.at(-1)
  return { items, cursor: items.length === limit && last ? cursorOf(after(last)) : null }
}
