import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './context.ts'

/** One line a request: method, route pattern, status, duration. No address, id, header or body. */
export const log = createMiddleware<AppEnv>(async (c, next) => {
  const start = Date.now()
  await next()
  const line = { method: c.req.method, status: c.res.status, ms: Date.now() - start }
  if (c.res.status >= 500) console.error(JSON.stringify(line))
})

/** A bug. Its name and place are for us; the message may quote input and stays out. */
export function logBug(error: unknown): void {
  const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: '' }
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  console.error(JSON.stringify({ bug: name, frames: frames.slice(0, 6) }))
}
