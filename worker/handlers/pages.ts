import { Hono } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { problem } from '../http/problem.ts'

/**
 * The shell of each known UI path. An unknown path is a 404, so that a missing script is never answered with
 * a page.
 */
const SHELLS: [path: string, file: string][] = [
  ['/r', '/recipient.html'],
  ['/verify', '/verify.html'],
  ['/app', '/app.html'],
  ['/app/*', '/app.html'],
]

export const pages = new Hono<AppEnv>().get('/', (c) => c.redirect('/app/'))
for (const [path, file] of SHELLS)
  pages.on(['GET', 'HEAD'], path, async (c) => {
    // The asset server answers requests for files below /app/ (service worker, manifest, icons) before the
    // Worker runs. A path with a dot that arrives here asks for a missing file, because no screen's address
    // has a dot.
    if (/\.[^/]*$/.test(c.req.path)) return problem(c, 'not-found')
    const asset = await c.env.ASSETS.fetch(new URL(file.replace(/\.html$/, ''), c.req.url))
    if (!asset.ok) return problem(c, 'not-found')
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' }
    return new Response(asset.body, { headers })
  })
