import { Hono } from 'hono'
import * as v from 'valibot'
import type { AppEnv } from '../http/context.ts'
import { list } from '../http/list.ts'
import { requires } from '../http/require.ts'
import { listAudit, withAbout } from '../registry/audit.ts'
import { AUDIT } from './sheets.ts'

/** What dispatchers did. It is only read: no route writes, changes or deletes an entry. */
export const audit = new Hono<AppEnv>().get('/api/audit', requires('see-audit'), (c) => {
  const filter = { personId: c.req.query('person') || null, route: c.req.query('route') || null }
  return list(c, {
    cursor: v.object({ at: v.number(), id: v.string() }),
    sheet: AUDIT,
    pages: async (before, limit) => {
      const { items, next } = await listAudit(c.env.DB, { ...filter, before }, limit)
      return { items: await withAbout(c.env.DB, items), next }
    },
  })
})
