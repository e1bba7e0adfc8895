import { Hono } from 'hono'
import { receive } from '../api/depot/bodies.ts'
import type { AppEnv } from '../http/context.ts'
import { requires } from '../http/require.ts'
import { write } from '../http/validate.ts'
import { itemsOf, scanOf } from '../operations/receipts.ts'
import { operate } from './once.ts'

/** The depot: only its scan makes a parcel's place `depot` again, and another visit possible (R26). */
export const depot = new Hono<AppEnv>()
  .use('/api/depot/*', requires('receive-at-depot'))
  .post('/api/depot/receive', ...write(receive), (c) => {
    const { labels } = c.req.valid('json')
    return operate(
      c,
      async () => ({ operation: 'receive-at-depot', given: { scan: await scanOf(c.env.DB, labels) } }),
      { reveal: itemsOf(labels) },
    )
  })
  .post('/api/depot/return', ...write(receive), (c) => {
    const { labels } = c.req.valid('json')
    return operate(
      c,
      async () => ({ operation: 'return-from-depot', given: { scan: await scanOf(c.env.DB, labels) } }),
      { reveal: itemsOf(labels) },
    )
  })
