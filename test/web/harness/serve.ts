import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import preact from '@preact/preset-vite'
import { build } from 'vite'
import { SECURITY_HEADERS } from '../../../worker/http/security-headers.ts'

interface Served {
  url: string
  close: () => void
}

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

/** Builds one page of this folder into `outDir`, the way the product is built. */
async function buildPage(name: string, outDir: string): Promise<void> {
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
      // The page that compares readers holds those of others.
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: { input: fileURLToPath(new URL(`${name}.html`, import.meta.url)) },
    },
  })
}

/**
 * Builds one page of this folder and serves it beside other folders. Its output is the caller's own until they
 * close it, because another file of tests may build the same page at the same time.
 */
export async function servePage(name: string, others: Record<string, string> = {}): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), `sesame-${name}-`))
  await buildPage(name, folder)
  const { url, close } = await serve({ ...others, '/': folder })
  return {
    url,
    close: () => {
      close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Serves folders by path prefix, where the first match wins, with the product's security headers. */
export async function serve(folders: Record<string, string>): Promise<Served> {
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
