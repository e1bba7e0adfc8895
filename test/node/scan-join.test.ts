import { describe, expect, test, vi } from 'vitest'
import type { CodeReading } from '../../web/scan/formats.ts'
import { guard } from '../../web/scan/guard.ts'
import { join, type Loading } from '../../web/scan/join.ts'

const image = { data: new Uint8ClampedArray(4), width: 1, height: 1 } as unknown as ImageData
const never = new Promise<never>(() => {})
const label: CodeReading = { text: 'XY746999976FR', format: 'code_128', x: 0, y: 0 }

interface Scene {
  /** What the native detector does with its n-th image. */
  native: (n: number) => Promise<CodeReading[]>
  complete?: boolean
  wasm?: (n: number) => Promise<CodeReading[]>
  loaded?: Promise<unknown>
}

/** A camera that looks every 120 ms, under a clock that the test moves. */
function camera({ native, complete = true, wasm = async () => [label], loaded = Promise.resolve() }: Scene) {
  vi.useFakeTimers({ now: 0 })
  const asked = { native: 0, wasm: 0, opened: [] as number[] }
  const guarded = guard({ detect: () => native(++asked.native) }, complete)
  const openWasm = (): Loading => {
    asked.opened.push(Date.now())
    return { detect: () => wasm(++asked.wasm), loaded }
  }
  const detector = join(guarded, openWasm, () => Date.now())
  /** Looks until something is read or the time is over. Returns what was read and when. */
  const lookUntil = async (end: number) => {
    const looking = (async () => {
      while (Date.now() < end) {
        const texts = (await detector.detect(image)).map(({ text }) => text)
        if (texts.length > 0) return { texts, at: Date.now() }
        await new Promise((done) => setTimeout(done, 120))
      }
      return { texts: [], at: Date.now() }
    })()
    const outcome = looking.catch((error: Error) => ({ problem: error.message, at: Date.now() }))
    await vi.advanceTimersByTimeAsync(end + 10_000)
    vi.useRealTimers()
    return outcome
  }
  return { asked, detector, lookUntil }
}

describe('R19: a native detector that does not read is joined by ours within two seconds', () => {
  test.each<[string, Scene['native']]>([
    ['detect never settles', () => never],
    ['answers [] for ever', async () => []],
    ['throws after three frames', async (n) => (n > 3 ? Promise.reject(new Error('gone')) : [])],
    ['throws at once', () => Promise.reject(new Error('gone'))],
  ])('%s', async (_, native) => {
    const { lookUntil } = camera({ native })
    const { texts, at } = (await lookUntil(30_000)) as { texts: string[]; at: number }
    expect(texts).toEqual(['XY746999976FR'])
    expect(at).toBeLessThan(2_000)
  })
})

test('a native detector that reads is alone: nothing is downloaded', async () => {
  const { lookUntil, asked } = camera({ native: async (n) => (n > 3 ? [label] : []) })
  expect(await lookUntil(30_000)).toMatchObject({ texts: ['XY746999976FR'] })
  expect(asked.opened).toEqual([])
})

test('both are asked until one has read something, then the other rests', async () => {
  vi.useFakeTimers({ now: 0 })
  let reads = false
  const { detector, asked } = camera({ native: async () => [], wasm: async () => (reads ? [label] : []) })
  const looks = async (count: number) => {
    const before = { ...asked }
    for (let i = 0; i < count; i++) {
      await detector.detect(image)
      await vi.advanceTimersByTimeAsync(120)
    }
    return [asked.native - before.native, asked.wasm - before.wasm]
  }
  await looks(10)
  expect(await looks(10)).toEqual([10, 10])
  reads = true
  expect(await looks(1)).toEqual([1, 1])
  expect(await looks(10)).toEqual([0, 10])
  vi.useRealTimers()
})

test('a native detector that read and then hangs is followed by ours', async () => {
  const { lookUntil, detector } = camera({ native: (n) => (n === 1 ? Promise.resolve([label]) : never) })
  expect(await detector.detect(image)).toHaveLength(1)
  const { texts, at } = (await lookUntil(30_000)) as { texts: string[]; at: number }
  expect(texts).toEqual(['XY746999976FR'])
  expect(at).toBeLessThan(2_000)
})

test('what the native detector cannot read ours reads beside it, from the first look to the last', async () => {
  const aztec = { ...label, text: 'AZTEC', format: 'aztec' }
  const { detector } = camera({ native: async () => [label], complete: false, wasm: async () => [aztec] })
  await detector.detect(image)
  for (let i = 0; i < 3; i++)
    expect((await detector.detect(image)).map(({ text }) => text).sort()).toEqual(['AZTEC', 'XY746999976FR'])
  vi.useRealTimers()
})

describe('a decoder that cannot be loaded', () => {
  const lost = () => {
    const loaded = Promise.reject(new Error('network'))
    loaded.catch(() => {})
    return { loaded, wasm: () => Promise.reject(new Error('network')) }
  }

  test('does not matter while the native one lives, and is tried again', async () => {
    const { lookUntil, asked } = camera({ native: async (n) => (n > 100 ? [label] : []), ...lost() })
    expect(await lookUntil(60_000)).toMatchObject({ texts: ['XY746999976FR'] })
    expect(asked.opened.length).toBeGreaterThan(1)
  })

  test('a slow native one is waited for', async () => {
    const slow = () => new Promise<CodeReading[]>((done) => setTimeout(() => done([label]), 2_000))
    expect(await camera({ native: slow, ...lost() }).lookUntil(30_000)).toMatchObject({
      texts: ['XY746999976FR'],
      at: 2_000,
    })
  })

  test.each<[string, Scene['native']]>([
    ['hangs', () => never],
    ['throws', () => Promise.reject(new Error('gone'))],
  ])('is a problem to say when the native one %s', async (_, native) => {
    expect(await camera({ native, ...lost() }).lookUntil(30_000)).toMatchObject({ problem: 'decoder-failed' })
  })
})
