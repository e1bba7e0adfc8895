import { Hono } from 'hono'
import { builtFile } from '../http/compressed.ts'
import type { AppEnv } from '../http/context.ts'
import { problem } from '../http/problem.ts'

/**
 * The shell of each known UI path. An unknown path is a 404, so that a missing script is never answered with
 * a page.
 */
const SHELLS: [path: string, file: string][] = [
  ['/r', '/recipient.html'],
  ['/pay', '/pay.html'],
  ['/verify', '/verify.html'],
  ['/app', '/app.html'],
  ['/app/*', '/app.html'],
]

/** Files whose name says what is in them never change. */
const IMMUTABLE = 'public, max-age=31536000, immutable'

export const pages = new Hono<AppEnv>()
  .get('/', (c) => c.redirect('/app/'))
  .on(['GET', 'HEAD'], ['/assets/r/*', '/assets/p/*'], async (c) => {
    const file = await builtFile(c.env.ASSETS, c.req.path, c.req.raw)
    if (!file.ok && file.status !== 304) return problem(c, 'not-found')
    file.headers.set('Cache-Control', IMMUTABLE)
    return file
  })
for (const [path, file] of SHELLS)
  pages.on(['GET', 'HEAD'], path, async (c) => {
    // The asset server answers requests for files below /app/ (service worker, manifest, icons) before the
    // Worker runs. A path with a dot that arrives here asks for a missing file, because no screen's address
    // has a dot.
    if (/\.[^/]*$/.test(c.req.path)) return problem(c, 'not-found')
    const page = await builtFile(c.env.ASSETS, file, c.req.raw)
    if (!page.ok && page.status !== 304) return problem(c, 'not-found')
    page.headers.set('Cache-Control', 'no-cache')
    return page
  })
