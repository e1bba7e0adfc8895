import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './context.ts'

/**
 * Logs one line for each answer of status 500 or above: method, status and duration. It logs no address, id,
 * header or body.
 */
export const log = createMiddleware<AppEnv>(async (c, next) => {
  const start = Date.now()
  await next()
  const entry = { method: c.req.method, status: c.res.status, ms: Date.now() - start }
  if (c.res.status >= 500) console.error(JSON.stringify(entry))
})
