import { type Context, Hono } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { problem } from '../http/problem.ts'
import { DOCS_CSP } from '../http/security-headers.ts'

/** A file of ours as the asset server has it; `If-None-Match` goes along, so that 304 is its word. */
async function file(c: Context<AppEnv>, path: string, headers: Record<string, string>): Promise<Response> {
  const known = c.req.header('if-none-match')
  const asked = { headers: known === undefined ? {} : { 'If-None-Match': known } }
  const asset = await c.env.ASSETS.fetch(new URL(path, c.req.url), asked)
  if (!asset.ok && asset.status !== 304) return problem(c, 'not-found')
  const etag = asset.headers.get('ETag')
  const all = { ...headers, 'Cache-Control': 'no-cache', ...(etag && { ETag: etag }) }
  return new Response(asset.body, { status: asset.status, headers: all })
}

/** The API told to machines and to people: both are files, made when the screens are built. */
export const docs = new Hono<AppEnv>()
  .get('/api/openapi.json', (c) => file(c, '/openapi.json', { 'Content-Type': 'application/json' }))
  .get('/api/docs', (c) =>
    file(c, '/docs', { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': DOCS_CSP }),
  )
