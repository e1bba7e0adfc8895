import * as v from 'valibot'
import { count } from '../common.ts'
import { notes } from './answers.ts'

export const Imported = v.strictObject({
  created: count,
  known: count,
  refused: count,
  items: v.array(
    v.strictObject({
      /** The line of the file, or the place in the list (from 0). */
      line: count,
      waybill: v.string(),
      outcome: v.picklist(['created', 'known', 'refused']),
      id: v.exactOptional(v.string()),
      secured: v.exactOptional(v.boolean()),
      notes,
      /** `line` is present if it is not the shipment's first line. */
      errors: v.exactOptional(
        v.array(v.strictObject({ line: v.exactOptional(count), column: v.string(), code: v.string() })),
      ),
    }),
  ),
})
/** What a table was taken for: `warnings` hold no shipment back. */
export const TableImported = v.strictObject({
  ...Imported.entries,
  warnings: v.exactOptional(
    v.array(
      v.strictObject({
        line: count,
        /** As the file names it; empty for the whole line. */
        column: v.string(),
        code: v.string(),
        /** How many lines from this one on, if more than one. */
        count: v.exactOptional(count),
      }),
    ),
  ),
})
export type ImportAnswer = v.InferOutput<typeof Imported>
/** The result of one shipment of an import. */
export type ImportLine = ImportAnswer['items'][number]
