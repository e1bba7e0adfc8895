import { etag } from 'hono/etag'
import { createMiddleware } from 'hono/factory'
import { can } from '../domain/roles.ts'
import type { AppEnv } from './context.ts'

// Weak: the edge may compress, and the bytes are then others.
const tag = etag({ weak: true })
/** What an answer depends on beside its address. */
const VARY = 'Cookie, Authorization, Accept, Sesame-Search'
const nothing = async () => {}

/** Of answers that hold personal data of a recipient: nothing keeps them, whoever asks. */
export const NO_STORE = { 'Cache-Control': 'no-store' }

/**
 * Names each answer to a read of those who may keep them, so that asking again costs nothing when it still stands
 * (RFC 9110). The route has let the caller through and read everything anew by then: a 304 says no more than its
 * 200 would. What recipients, couriers and counters read can show a secret and stays `no-store`; so does what a
 * route itself forbids to keep: personal data that is erased must not live on in a browser's cache (R31).
 */
export const revalidate = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const principal = c.get('principal') as AppEnv['Variables']['principal'] | undefined
  const read = c.req.method === 'GET' || c.req.method === 'HEAD'
  if (!read || c.res.status !== 200 || !principal || !can(principal.role, 'revalidate')) return
  // An export is sent as it is read; naming it would take it whole into memory first.
  if (c.res.headers.get('content-type')?.startsWith('text/csv')) return
  if (c.res.headers.get('Cache-Control') === 'no-store') return
  c.header('Cache-Control', 'private, no-cache')
  c.header('Vary', VARY)
  await tag(c, nothing)
})
