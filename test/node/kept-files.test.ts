import { expect, test } from 'vitest'
import { isKept, keptBefore, ofOtherBuilds, partsOf, partsOfRoom } from '../../web/sw/files.ts'

const build = (shell: string, decoder: string) =>
  partsOf([
    { url: '/app/', revision: shell },
    { url: '/assets/courier-1.js', revision: null },
    { url: '/assets/counter-1.js', revision: null, rooms: ['counter'] },
    { url: '/assets/both-1.js', revision: null, rooms: ['counter', 'depot'] },
    { url: `/assets/${decoder}.wasm`, revision: null, rooms: ['courier', 'counter'] },
  ])
const parts = build('b1', 'zxing-1')

test('the files of a build are grouped by who needs them, in caches named after the build', () => {
  expect(parts.map(({ cache, files }) => [cache, files.map(({ url }) => url)])).toEqual([
    ['app/start/b1', ['/app/', '/assets/courier-1.js']],
    ['app/counter/b1', ['/assets/counter-1.js', '/assets/both-1.js']],
    ['app/depot/b1', ['/assets/both-1.js']],
    ['app/decoder/zxing-1.wasm', ['/assets/zxing-1.wasm']],
  ])
})

test('a room needs its own files, and the decoder where it has a camera and the browser reads too little', () => {
  const names = (room: string, decoder: boolean) =>
    partsOfRoom(parts, { room, decoder }).map(({ name }) => name)
  expect(names('courier', true)).toEqual(['decoder'])
  expect(names('courier', false)).toEqual([])
  expect(names('counter', true)).toEqual(['counter', 'decoder'])
  expect(names('depot', true)).toEqual(['depot'])
  expect(names('elsewhere', true)).toEqual([])
})

test('a new build keeps what the one before kept, and drops only that', () => {
  const there = ['app/start/b0', 'app/counter/b0', 'app/decoder/zxing-1.wasm', 'app/start/b1', 'verify']
  expect(keptBefore(parts, there).map(({ name }) => name)).toEqual(['start', 'counter', 'decoder'])
  expect(ofOtherBuilds(parts, there)).toEqual(['app/start/b0', 'app/counter/b0'])
  expect(ofOtherBuilds(parts, ['workbox-precache-v2-https://x/app/'])).toHaveLength(1)
  expect(ofOtherBuilds(build('b1', 'zxing-2'), there)).toContain('app/decoder/zxing-1.wasm')
})

test('only a whole answer of our own server is kept, and no page in place of a script', () => {
  const answer = (
    change: Partial<Pick<Response, 'status' | 'type' | 'redirected'>>,
    type = 'text/javascript',
  ) => ({
    status: 200,
    type: 'basic' as const,
    redirected: false,
    headers: new Headers({ 'Content-Type': type }),
    ...change,
  })
  const script = '/assets/courier-1.js'
  expect(isKept(answer({}), script)).toBe(true)
  expect(isKept(answer({}, 'text/html; charset=utf-8'), '/app/')).toBe(true)
  expect(isKept(answer({}, 'text/html'), script)).toBe(false)
  expect(isKept(answer({}), '/app/')).toBe(false)
  for (const status of [204, 206, 301, 304, 401, 404, 500, 0])
    expect(isKept(answer({ status }), script)).toBe(false)
  for (const type of ['opaque', 'opaqueredirect', 'cors', 'error'] as const)
    expect(isKept(answer({ type }), script)).toBe(false)
  expect(isKept(answer({ redirected: true }), script)).toBe(false)
})
