import { etag } from 'hono/etag'
import { createMiddleware } from 'hono/factory'
import { can } from '../domain/roles.ts'
import type { AppEnv } from './context.ts'

// The ETag is weak because the edge may compress an answer, which changes its bytes.
const tag = etag({ weak: true })
/** The request headers, beside the address, that an answer depends on. */
const VARY = 'Cookie, Authorization, Accept, Sesame-Search'
const nothing = async () => {}

/** The headers of answers that hold a recipient's personal data: no cache may keep them, whoever asks. */
export const NO_STORE = { 'Cache-Control': 'no-store' }

/**
 * Gives an ETag to each read answer of a role whose browser may keep it, so that asking again is cheap while
 * the answer still stands (RFC 9110). The route has by then let the caller through and read everything
 * afresh, so a 304 tells no more than its 200 would. What recipients, couriers and counters read can show a
 * secret and stays `no-store`. So does any answer that a route marks `no-store`: erased personal data must
 * not live on in a browser's cache (R31).
 */
export const revalidate = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const principal = c.get('principal') as AppEnv['Variables']['principal'] | undefined
  const read = c.req.method === 'GET' || c.req.method === 'HEAD'
  if (!read || c.res.status !== 200 || !principal || !can(principal.role, 'revalidate')) return
  // An export is streamed as it is read; an ETag would need the whole of it in memory.
  if (c.res.headers.get('content-type')?.startsWith('text/csv')) return
  if (c.res.headers.get('Cache-Control') === 'no-store') return
  c.header('Cache-Control', 'private, no-cache')
  c.header('Vary', VARY)
  await tag(c, nothing)
})
