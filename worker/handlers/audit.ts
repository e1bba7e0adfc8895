import * as v from 'valibot'
import * as people from '../api/people/operations.ts'
import { list } from '../http/list.ts'
import { type Served, serve } from '../http/serve.ts'
import { listAudit, withAbout } from '../registry/audit.ts'
import { AUDIT_TABLE } from './csv/office.ts'

/**
 * Serves the record of what dispatchers did. It is read-only: no route writes, changes or deletes an entry.
 */
export const auditHandlers: Served[] = [
  serve(people.audit, (c) => {
    const filter = { personId: c.query.person || null, route: c.query.route || null }
    return list(c, {
      cursor: v.object({ at: v.number(), id: v.string() }),
      table: AUDIT_TABLE,
      pages: async (before, limit) => {
        const { items, next } = await listAudit(c.env.DB, { ...filter, before }, limit)
        return { items: await withAbout(c.env.DB, items), next }
      },
    })
  }),
]
