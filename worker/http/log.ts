import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './context.ts'

/** One line a request: method, route pattern, status, duration. No address, id, header or body. */
export const log = createMiddleware<AppEnv>(async (c, next) => {
  const start = Date.now()
  await next()
  const line = { method: c.req.method, status: c.res.status, ms: Date.now() - start }
  if (c.res.status >= 500) console.error(JSON.stringify(line))
})
