import * as depot from '../api/depot/operations.ts'
import { type Served, serve } from '../http/serve.ts'
import { itemsOf, scanOf } from '../operations/receipts.ts'
import { runOperation } from './parts/idempotent-write.ts'

/**
 * Serves the depot. Only its scan makes a parcel's place `depot` again and so another visit possible (R26).
 */
export const depotHandlers: Served[] = [
  serve(depot.receive, (c) => {
    const { labels } = c.body
    return runOperation(
      c,
      async () => ({ operation: 'receive-at-depot', given: { scan: await scanOf(c.env.DB, labels) } }),
      { reveal: itemsOf(labels) },
    )
  }),
  serve(depot.sendBack, (c) => {
    const { labels } = c.body
    return runOperation(
      c,
      async () => ({ operation: 'return-from-depot', given: { scan: await scanOf(c.env.DB, labels) } }),
      { reveal: itemsOf(labels) },
    )
  }),
]
