import type * as v from 'valibot'
import type { ListPage } from '../api/common.ts'
import type { Context } from './context.ts'
import { type CsvTable, csv, pagesOf, type Source, wantsCsv } from './csv.ts'
import { cursorOf, PAGE_SIZE, readCursor } from './paging.ts'
import { type Answer, ok } from './reply.ts'

/**
 * A list that is answered as one page of JSON, or as a whole table (`?format=csv`). `cursor` is the schema of
 * a cursor's content.
 */
export type List<T, S extends v.GenericSchema> = { cursor: S; table: CsvTable<T> } & Source<
  T,
  v.InferOutput<S>
>

export async function list<T, S extends v.GenericSchema>(
  c: Context,
  asked: List<T, S>,
): Promise<Answer<200, ListPage<T>> | Response> {
  if (wantsCsv(c)) return csv<T, v.InferOutput<S>>(c, asked.table, asked)
  const { items, next } = await pagesOf<T, v.InferOutput<S>>(asked)(readCursor(c, asked.cursor), PAGE_SIZE)
  return ok({ items, cursor: next === null ? null : cursorOf(next) })
}
