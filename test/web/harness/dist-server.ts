import { readFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { json } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { SECURITY_HEADERS } from '../../../worker/http/security-headers.ts'
import { TYPES } from './serve.ts'

/** One answer of the stub API. */
export interface StubAnswer {
  status: number
  body: unknown
}

/** A call of the stub API. */
export interface StubCall {
  method: string
  path: string
  /** The last part of the path. */
  action: string
  headers: IncomingHttpHeaders
  /** What was sent, read as JSON. */
  body: unknown
}

/** The pages with one address each. */
const SHELLS: Record<string, string> = { '/r': '/recipient.html', '/pay': '/pay.html' }

export const DIST = fileURLToPath(new URL('../../../dist', import.meta.url))

/** Answers a call of the stub API, or breaks off the connection with null. */
export type StubApi = (call: StubCall) => StubAnswer | null

async function stubbed(api: StubApi, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url = '', headers } = request
  const path = new URL(url, 'http://x').pathname
  const action = path.split('/').pop() ?? ''
  const body = method === 'GET' ? null : await json(request).catch(() => null)
  const answer = api({ method, path, action, headers, body })
  if (!answer) return void request.socket.destroy()
  response
    .writeHead(answer.status, { ...SECURITY_HEADERS, 'Content-Type': 'application/json' })
    .end(JSON.stringify(answer.body))
}

/**
 * Serves the built `dist` as the Worker does (shells at `/r`, `/pay` and `/app/*`, 404 for missing files), with a
 * stub API: the answer last set for `METHOD /path`, otherwise 404; or what a function says. Answers of a server take a
 * tenth of the work that answers put into the browser do, where every file goes through this process.
 *
 * `deploy` serves another build from then on, and `failing` names files that are answered with an error.
 */
export async function serveDist(api: Record<string, StubAnswer> | StubApi) {
  let dist = DIST
  const calls: string[] = []
  const failing = new Map<string, (response: ServerResponse) => void>()
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    if (path.startsWith('/api/')) {
      calls.push(`${request.method} ${path}`)
      if (typeof api === 'function') return void stubbed(api, request, response)
      const { status, body } = api[`${request.method} ${path}`] ?? {
        status: 404,
        body: { code: 'not-found' },
      }
      return response
        .writeHead(status, { ...SECURITY_HEADERS, 'Content-Type': 'application/json' })
        .end(JSON.stringify(body))
    }
    const fail = failing.get(path)
    if (fail) return fail(response)
    const app = /^\/app(\/(?!.*\.)|$)/.test(path) ? '/app.html' : path
    const file = SHELLS[path] ?? app
    const kept = file.startsWith('/assets/') && { 'Cache-Control': 'public, max-age=31536000, immutable' }
    try {
      const body = readFileSync(join(dist, file))
      response
        .writeHead(200, {
          ...SECURITY_HEADERS,
          ...kept,
          'Content-Type': TYPES[extname(file)] ?? 'text/plain',
        })
        .end(body)
    } catch {
      response.writeHead(404, SECURITY_HEADERS).end()
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  const deploy = (folder: string) => {
    dist = folder
  }
  return { url: `http://localhost:${port}`, calls, failing, deploy, close: () => server.close() }
}
