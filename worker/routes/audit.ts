import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { AppEnv } from '../http/context.ts'
import { csv } from '../http/csv.ts'
import { cursorOf, PAGE_SIZE, readCursor } from '../http/paging.ts'
import { requires } from '../http/require.ts'
import { listAudit, withAbout } from '../registry/audit.ts'

const EXPORT_MAX = 5000
/** Entries that an export looks through for those of its filter. */
const EXPORT_LOOKED_THROUGH = 20_000
const CSV_HEADER = ['at', 'person', 'person_id', 'method', 'route', 'ids', 'status']

const filterOf = (c: Context<AppEnv>) => ({
  personId: c.req.query('person') || null,
  route: c.req.query('route') || null,
  before: readCursor(c, v.object({ at: v.number(), id: v.string() })),
})

async function exported(c: Context<AppEnv>): Promise<Response> {
  const filter = { ...filterOf(c), before: null }
  const { items } = await listAudit(c.env.DB, filter, EXPORT_MAX, EXPORT_LOOKED_THROUGH)
  const rows = items.map(({ at, personName, personId, method, route, ids, status }) => [
    at,
    personName,
    personId,
    method,
    route,
    Object.values(ids).join(' '),
    status,
  ])
  return csv(c, 'audit', CSV_HEADER, rows)
}

/** What dispatchers did. It is only read: no route writes, changes or deletes an entry. */
export const audit = new Hono<AppEnv>().get('/api/audit', requires('see-audit'), async (c) => {
  if (c.req.query('format') === 'csv') return exported(c)
  const { items, next } = await listAudit(c.env.DB, filterOf(c), PAGE_SIZE)
  return c.json({ items: await withAbout(c.env.DB, items), cursor: next && cursorOf(next) }, 200)
})
