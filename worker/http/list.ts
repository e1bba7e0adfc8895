import type { Context } from 'hono'
import type * as v from 'valibot'
import { csv, pagesOf, type Sheet, type Source, wantsCsv } from './csv.ts'
import { cursorOf, PAGE_SIZE, readCursor } from './paging.ts'

/** A list: one page of it as JSON, or as a table (`?format=csv`) from its beginning. `cursor`: what one holds. */
export type List<T, S extends v.GenericSchema> = { cursor: S; sheet: Sheet<T> } & Source<T, v.InferOutput<S>>

export async function list<T, S extends v.GenericSchema>(c: Context, asked: List<T, S>): Promise<Response> {
  if (wantsCsv(c)) return csv<T, v.InferOutput<S>>(c, asked.sheet, asked)
  const { items, next } = await pagesOf<T, v.InferOutput<S>>(asked)(readCursor(c, asked.cursor), PAGE_SIZE)
  return c.json({ items, cursor: next === null ? null : cursorOf(next) }, 200)
}
