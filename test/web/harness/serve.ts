import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import preact from '@preact/preset-vite'
import { build } from 'vite'
import { SECURITY_HEADERS } from '../../../worker/http/security-headers.ts'

export const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
}

/** Builds one page of this folder the way the product is built and returns its output folder. */
export async function buildPage(name: string): Promise<string> {
  const outDir = fileURLToPath(new URL(`../../../node_modules/.cache/harness/${name}`, import.meta.url))
  await build({
    configFile: false,
    logLevel: 'warn',
    root: fileURLToPath(new URL('.', import.meta.url)),
    plugins: [preact({ prefreshEnabled: false })],
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: fileURLToPath(new URL(`${name}.html`, import.meta.url)) },
    },
  })
  return outDir
}

/** Serves folders by path prefix, where the first match wins, with the product's security headers. */
export async function serve(folders: Record<string, string>): Promise<{ url: string; close: () => void }> {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname)
    const prefix = Object.keys(folders).find((start) => path.startsWith(start))
    try {
      if (!prefix || path.includes('..')) throw new Error('unknown path')
      const body = await readFile(normalize(join(folders[prefix]!, path.slice(prefix.length))))
      response
        .writeHead(200, { ...SECURITY_HEADERS, 'Content-Type': TYPES[extname(path)] ?? 'text/plain' })
        .end(body)
    } catch {
      response.writeHead(404, SECURITY_HEADERS).end()
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address() as { port: number }
  return { url: `http://localhost:${address.port}`, close: () => server.close() }
}
