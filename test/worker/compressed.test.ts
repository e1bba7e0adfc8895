import { readdirSync, readFileSync } from 'node:fs'
import { get, type IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Harness, startWorld } from '../support/harness.ts'

const dist = join(import.meta.dirname, '../../dist')
const inFolder = readdirSync(join(dist, 'assets/r'))
const asset = (end: RegExp) => `/assets/r/${inFolder.find((name) => end.test(name))}`

/** What a recipient's phone loads: where it is asked for, and the file that was built. */
const LOADED = [
  ['the document of the recipient’s page', '/r', 'recipient.html'],
  ['the script of the recipient’s page', asset(/^recipient-.*\.js$/), asset(/^recipient-.*\.js$/)],
  ['the styles of the recipient’s page', asset(/^recipient-.*\.css$/), asset(/^recipient-.*\.css$/)],
  ['the decoder of the recipient’s page', asset(/\.wasm$/), asset(/\.wasm$/)],
] as const
/** The same for whoever pays at a door. */
const payScript = `/assets/p/${readdirSync(join(dist, 'assets/p')).find((name) => /^pay-.*\.js$/.test(name))}`
const LOADED_TO_PAY = [
  ['the document of the page that takes a payment', '/pay', 'pay.html'],
  ['the script of the page that takes a payment', payScript, payScript],
] as const

let world: Harness
beforeAll(async () => {
  world = await startWorld({ web: true })
})
afterAll(() => world?.close())

interface Raw {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Asks as a browser does, and returns the bytes as they came over the wire. */
const ask = (path: string, headers: Record<string, string>, method = 'GET') =>
  new Promise<Raw>((resolve, reject) => {
    const request = get(new URL(path, world.url), { headers, method }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts),
        }),
      )
    })
    request.on('error', reject)
  })

const plain = ({ headers, body }: Raw): Buffer => {
  if (headers['content-encoding'] === 'br') return brotliDecompressSync(body)
  return headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
}

describe.each([...LOADED, ...LOADED_TO_PAY])('%s', (_, path, file) => {
  const built = readFileSync(join(dist, file))
  const packed = readFileSync(join(dist, `${file}.br`))

  test('comes as it was compressed when it was built', async () => {
    // The local runtime compresses anew for whoever names gzip first, as browsers do; the edge does not.
    const raw = await ask(path, { 'accept-encoding': 'br, gzip' })
    expect(raw.status).toBe(200)
    expect(raw.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' })
    expect(raw.body.equals(packed)).toBe(true)
    expect(plain(raw).equals(built)).toBe(true)
  })

  test.each(['gzip', 'identity', 'br;q=0, gzip', 'gzip, br; q=0.0', 'brr, xbr'])(
    'comes otherwise to a browser that takes %s',
    async (accepted) => {
      const raw = await ask(path, { 'accept-encoding': accepted })
      expect(raw.headers['content-encoding'] ?? 'identity').not.toBe('br')
      expect(raw.headers.vary).toMatch(/Accept-Encoding/i)
      expect(plain(raw).equals(built)).toBe(true)
    },
  )

  test('is not sent again to whoever has it, and HEAD has no body', async () => {
    const taken = { 'accept-encoding': 'br' }
    const { headers } = await ask(path, taken)
    const again = await ask(path, { ...taken, 'if-none-match': headers.etag ?? '' })
    expect([again.status, again.body.length]).toEqual([304, 0])
    const head = await ask(path, taken, 'HEAD')
    expect([head.status, head.body.length, head.headers['content-encoding']]).toEqual([200, 0, 'br'])
  })
})

test('a file that is not there is no page, compressed or not', async () => {
  for (const path of [
    '/assets/r/nope.js',
    '/assets/r/nope.wasm',
    '/assets/r/',
    '/assets/p/nope.js',
    '/assets/p/',
    '/assets/r/..%2f..%2fapp.html',
  ]) {
    const raw = await ask(path, { 'accept-encoding': 'br' })
    expect(raw.status, path).toBe(404)
    expect(raw.headers['content-type']).toMatch(/problem\+json/)
  }
})
