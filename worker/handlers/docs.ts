import * as service from '../api/service/operations.ts'
import type { Context } from '../http/context.ts'
import { type Refused, refuse } from '../http/reply.ts'
import { DOCS_CSP } from '../http/security-headers.ts'
import { type Served, serve } from '../http/serve.ts'

/**
 * Returns a file from the asset server. `If-None-Match` is passed on, so that the asset server decides about
 * a 304.
 */
async function file(c: Context, path: string, headers: Record<string, string>): Promise<Response | Refused> {
  const known = c.http.req.header('if-none-match')
  const asked = { headers: known === undefined ? {} : { 'If-None-Match': known } }
  const asset = await c.env.ASSETS.fetch(new URL(path, c.http.req.url), asked)
  if (!asset.ok && asset.status !== 304) return refuse('not-found')
  const etag = asset.headers.get('ETag')
  const all = { ...headers, 'Cache-Control': 'no-cache', ...(etag && { ETag: etag }) }
  return new Response(asset.body, { status: asset.status, headers: all })
}

/**
 * Serves the API's description for machines and for people. Both are files, made when the screens are built.
 */
export const docsHandlers: Served[] = [
  serve(service.openApi, (c) => file(c, '/openapi.json', { 'Content-Type': 'application/json' })),
  serve(service.docs, (c) =>
    file(c, '/docs', { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': DOCS_CSP }),
  ),
]
