import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { BEST } from '../../scripts/compress.ts'

/** One measured size, as transferred. `limit` has the same unit as `value`. */
export interface Size {
  name: string
  value: number
  limit: number
  unit: 'B' | 'requests'
}

/** As the Worker sends it, and for the courier's app as it could at best be sent. */
const brotli = (bytes: Buffer) => brotliCompressSync(bytes, BEST).length

/** As the edge compresses on its way what the build has not. */
const atEdge = (bytes: Buffer) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length

/** Returns what the service worker keeps from the start, as its own list says. */
function precached(dist: string): string[] {
  const worker = readFileSync(join(dist, 'app/sw.js'), 'utf8')
  const [list = '[]'] = /\[\{"revision".*?\}\]/.exec(worker) ?? []
  const files = JSON.parse(list) as { url: string; rooms?: string[] }[]
  return files.filter(({ rooms }) => !rooms).map(({ url }) => (url === '/app/' ? 'app.html' : url.slice(1)))
}

/**
 * Sizes of the built recipient's page, `/pay`, scanner (DESIGN.md section 7) and courier's app, as a first visit transfers them:
 * HTML, styles, scripts and their static imports, and the largest language.
 */
export function sizes(dist = fileURLToPath(new URL('../../dist', import.meta.url))): Size[] {
  const filesIn = (folder: string) => readdirSync(join(dist, folder)).map((name) => `${folder}/${name}`)
  const files = filesIn('assets/r')
  const read = (file: string) => readFileSync(join(dist, file))
  const bytes = (list: Iterable<string>) => [...list].reduce((sum, file) => sum + brotli(read(file)), 0)

  /** Returns the files that loading this file loads, including itself. */
  const closure = (start: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(start) || !existsSync(join(dist, start))) return seen
    seen.add(start)
    const text = read(start).toString()
    const found = start.endsWith('.html')
      ? [...text.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((m) => m[1]!)
      : [...text.matchAll(/(?:from|import)\s*"(\.[^"]+\.js)"/g)].map((m) =>
          relative('.', normalize(join(dirname(start), m[1]!))),
        )
    for (const file of found) closure(file, seen)
    return seen
  }
  const named = (pattern: RegExp) => files.filter((file) => pattern.test(file))

  /** The first screen's dictionaries contain these words; the other dictionaries come with later screens. */
  const withDictionary = (page: string, folder: string, words: string) => {
    const first = closure(page)
    const [largest] = filesIn(folder)
      .filter((file) => /\/(ru|fr|en)-[^/]*\.js$/.test(file) && read(file).includes(words))
      .sort((a, b) => read(b).length - read(a).length)
    if (largest) first.add(largest)
    return first
  }
  const first = withDictionary('recipient.html', 'assets/r', 'wait.why')
  const pay = withDictionary('pay.html', 'assets/p', 'paidText')
  const scanner = new Set(named(/\/Scanner-[^/]*\.js$/).flatMap((file) => [...closure(file)]))
  for (const file of named(/\/scan-worker-[^/]*\.js$/)) scanner.add(file)
  for (const file of first) scanner.delete(file)
  const wasm = named(/\.wasm$/)
  // What a courier's tablet loads before its round is seen, besides styles and the language.
  const room = readdirSync(join(dist, 'assets')).filter((name) => /^courier-[^/]*\.js$/.test(name))
  const courier = new Set(
    ['app.html', ...room.map((name) => `assets/${name}`)].flatMap((file) => [...closure(file)]),
  )
  const transferred = (file: string) =>
    existsSync(join(dist, `${file}.br`)) ? read(`${file}.br`).length : atEdge(read(file))
  const kept = precached(dist)
  const styles = [...first].filter((file) => file.endsWith('.css'))
  return [
    { name: 'recipient, first load (br)', value: bytes(first), limit: 20_000, unit: 'B' },
    { name: 'recipient, requests', value: first.size, limit: 5, unit: 'requests' },
    { name: 'recipient, styles (br)', value: bytes(styles), limit: 4_000, unit: 'B' },
    { name: 'door payment, first load (br)', value: bytes(pay), limit: 16_000, unit: 'B' },
    { name: 'courier, page and scripts (br)', value: bytes(courier), limit: 70_000, unit: 'B' },
    { name: 'courier, page and scripts', value: courier.size, limit: 20, unit: 'requests' },
    {
      name: 'kept from the start (br, at the edge)',
      value: kept.reduce((sum, file) => sum + transferred(file), 0),
      limit: 300_000,
      unit: 'B',
    },
    { name: 'scanner scripts (br)', value: bytes(scanner), limit: 20_000, unit: 'B' },
    {
      name: 'scanner wasm (gz)',
      value: wasm.reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0),
      limit: 470_000,
      unit: 'B',
    },
  ]
}

/** Prints the sizes and returns false when one is above its bound. */
export function benchSizes(): boolean {
  const found = sizes()
  for (const { name, value, limit, unit } of found)
    console.log(`${value <= limit ? 'ok  ' : 'OVER'} ${name.padEnd(42)} ${value} of ${limit} ${unit}`)
  return found.every(({ value, limit }) => value <= limit)
}

if (import.meta.main) process.exitCode = benchSizes() ? 0 : 1
