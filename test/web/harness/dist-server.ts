import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SECURITY_HEADERS } from '../../../worker/http/security-headers.ts'
import { TYPES } from './serve.ts'

/** One answer of the stub API. */
export interface StubAnswer {
  status: number
  body: unknown
}

/**
 * Serves the built `dist` as the Worker does (shells at `/r` and `/app/*`, 404 for missing files), with a
 * stub API. The API gives the answer last set for `METHOD /path`, otherwise 404.
 */
export async function serveDist(api: Record<string, StubAnswer>) {
  const dist = fileURLToPath(new URL('../../../dist', import.meta.url))
  const calls: string[] = []
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    if (path.startsWith('/api/')) {
      calls.push(`${request.method} ${path}`)
      const { status, body } = api[`${request.method} ${path}`] ?? {
        status: 404,
        body: { code: 'not-found' },
      }
      return response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
    }
    const shell = path === '/r' ? '/recipient.html' : '/app.html'
    const isPage = path === '/r' || /^\/app(\/(?!.*\.)|$)/.test(path)
    const file = isPage ? shell : path
    try {
      const body = readFileSync(join(dist, file))
      response
        .writeHead(200, {
          ...SECURITY_HEADERS,
          'Content-Type': TYPES[extname(file)] ?? 'text/plain',
          ...(file.startsWith('/assets/') && { 'Cache-Control': 'public, max-age=31536000, immutable' }),
        })
        .end(body)
    } catch {
      response.writeHead(404, SECURITY_HEADERS).end()
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  return { url: `http://localhost:${port}`, calls, close: () => server.close() }
}
