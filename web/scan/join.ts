import type { CodeReading, Detector } from './formats.ts'
import type { Guarded } from './guard.ts'

/** So long may the native detector look alone. Ours then has a second to load, so that it reads within two. */
const ALONE_MS = 1_000
/** A decoder that could not be loaded is tried again after this time, as the network may be back. */
const RETRY_MS = 5_000

/** A detector that has to be loaded first. It may be asked before; `loaded` rejects when it cannot be. */
export interface Loading extends Detector {
  loaded: Promise<unknown>
}

/**
 * Joins the browser's own detector with ours, for one run of a camera. The native one looks alone at first, as
 * it costs no download. Ours joins when the native one has read nothing for a second, is late or fails; both
 * are asked until one has read something, then the other rests. If the native one does not read every format,
 * ours is asked always. Rejects when ours cannot be loaded and the native one does not answer either.
 * @param openWasm starts our own detector, or returns the one that runs
 * @param now the time in milliseconds
 */
export function join(
  native: Guarded,
  openWasm: () => Loading,
  now: () => number = () => performance.now(),
): Detector {
  let begun: number | undefined
  let reader: 'native' | 'wasm' | undefined
  let wasm: { detector: Loading; ready: boolean } | undefined
  let lostAt = Number.NEGATIVE_INFINITY

  const lose = () => {
    wasm = undefined
    lostAt = now()
    if (reader === 'wasm') reader = undefined
  }
  const load = () => {
    if (wasm || now() - lostAt < RETRY_MS) return
    const loading = { detector: openWasm(), ready: false }
    wasm = loading
    loading.detector.loaded.then(
      () => {
        loading.ready = true
      },
      () => wasm === loading && lose(),
    )
  }
  /** Asks ours; undefined when it cannot be asked. Its image is a copy, because the worker takes it away. */
  const askWasm = async (image: ImageData, even: boolean): Promise<CodeReading[] | undefined> => {
    const asked = wasm
    try {
      const readings = await asked?.detector.detect(structuredClone(image), even)
      if (readings?.length) reader ??= 'wasm'
      return readings
    } catch {
      if (wasm === asked) lose()
      return undefined
    }
  }
  /** Asks ours while the native one is not to be asked; what that one still owes may come first. */
  const withoutNative = async (asked: Promise<CodeReading[] | undefined>): Promise<CodeReading[]> => {
    const owed = native.owed()
    const either = (a: typeof owed, b: typeof owed) => a.then((readings) => readings ?? b)
    const readings = await Promise.race([either(asked, owed), either(owed, asked)])
    if (!readings && !native.usable()) throw new Error('decoder-failed')
    return readings ?? []
  }

  return {
    async detect(image, even = false) {
      begun ??= now()
      const rests = reader === 'native' && native.complete
      if (!native.usable() || (!rests && (!native.complete || now() - begun >= ALONE_MS))) load()
      if (!native.usable() || (reader === 'wasm' && native.complete))
        return withoutNative(askWasm(image, even))

      const byWasm = !rests && wasm?.ready ? askWasm(image, even) : undefined
      const byNative = await native.detect(image)
      if (byNative === 'late') {
        load()
        return withoutNative(byWasm ?? askWasm(image, even))
      }
      if (byNative.length > 0) reader ??= 'native'
      if (byNative.length > 0 && native.complete) return byNative
      return [...byNative, ...((await byWasm) ?? [])]
    },
  }
}
