import type { Context } from 'hono'
import type * as v from 'valibot'
import { csv, type Sheet, type Source, wantsCsv } from './csv.ts'
import { cursorOf, PAGE_SIZE, readCursor } from './paging.ts'

/** A list: one page of it as JSON, or as a table (`?format=csv`) from its beginning. */
export interface List<T, S extends v.GenericSchema> extends Source<T, v.InferOutput<S>> {
  /** What a cursor holds. */
  cursor: S
  sheet: Sheet<T>
}

export async function list<T, S extends v.GenericSchema>(
  c: Context,
  { cursor, sheet, read }: List<T, S>,
): Promise<Response> {
  if (wantsCsv(c)) return csv(c, sheet, { read })
  const { items, next } = await read(readCursor(c, cursor), PAGE_SIZE)
  return c.json({ items, cursor: next === null ? null : cursorOf(next) }, 200)
}
