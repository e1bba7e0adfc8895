import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { scriptUrl } from '../ui/script-url.ts'
import { type CodeReading, type Detector, FORMATS } from './formats.ts'
import { after, type Guarded, guard } from './guard.ts'
import { join, type Loading } from './join.ts'
import type { DecodeAnswer, DecodeRequest } from './scan-worker.ts'
import workerUrl from './scan-worker.ts?worker&url'

interface Native {
  detect(image: ImageData): Promise<{ rawValue: string; format: string; boundingBox: DOMRectReadOnly }[]>
}
interface NativeClass {
  new (options: { formats: readonly string[] }): Native
  getSupportedFormats(): Promise<string[]>
}

/** Without these a native detector is of no use: our QR codes, and most labels. */
const LEAST = ['code_128', 'qr_code']
/** A detector that takes longer for an empty image is not waited for. */
const TRIAL_MS = 1_000

/**
 * Returns the browser's own detector, as on Android, macOS and ChromeOS, if it reads the most important of our
 * formats. Never rejects and never hangs.
 */
async function native(): Promise<Guarded | undefined> {
  const Class = (globalThis as { BarcodeDetector?: NativeClass }).BarcodeDetector
  if (!Class) return undefined
  const open = async () => {
    const known = await Class.getSupportedFormats()
    const formats = FORMATS.filter((format) => known.includes(format))
    if (!LEAST.every((format) => known.includes(format))) return undefined
    const detector = new Class({ formats })
    // Some Androids list the formats but fail on the first image, so one image is tried first.
    await detector.detect(new ImageData(8, 8))
    const readings = async (image: ImageData) =>
      (await detector.detect(image)).map(({ rawValue, format, boundingBox: box }): CodeReading => {
        return { text: rawValue, format, x: box.x + box.width / 2, y: box.y + box.height / 2 }
      })
    return guard({ detect: readings }, formats.length === FORMATS.length)
  }
  return Promise.race([open().catch(() => undefined), after(TRIAL_MS).then(() => undefined)])
}

/** Creates our own wasm detector in a worker, for all other browsers, such as every iPhone. */
function wasm(): Loading {
  const worker = new Worker(scriptUrl(workerUrl), { type: 'module' })
  const waiting = new Map<number, { done: (readings: CodeReading[]) => void; fail: (error: Error) => void }>()
  const ask = (question: DecodeRequest, transfer: Transferable[] = []) =>
    worker.postMessage(question, transfer)
  const take = (id: number) => {
    const call = waiting.get(id)
    waiting.delete(id)
    return call
  }
  const lose = () => {
    for (const { fail } of waiting.values()) fail(new Error('decoder-failed'))
    waiting.clear()
    worker.terminate()
    lost = true
    // The next use starts afresh, as the download may have failed for lack of a network.
    wasmDetector = undefined
  }
  let lost = false
  let ids = 0
  // The decoder downloads in parallel with the worker's own script. On a slow network that saves 250 ms.
  WebAssembly.compileStreaming(fetch(wasmUrl)).then((decoder) => ask({ decoder }), lose)
  worker.onmessage = ({ data }: MessageEvent<DecodeAnswer>) => {
    const call = take(data.id)
    if ('failed' in data) call?.fail(new Error('decoder-failed'))
    else call?.done(data.readings)
  }
  worker.onerror = lose
  const detect = (image: ImageData, even = false) =>
    new Promise<CodeReading[]>((done, fail) => {
      if (lost) return fail(new Error('decoder-failed'))
      const id = ++ids
      waiting.set(id, { done, fail })
      ask({ id, image, even }, [image.data.buffer])
    })
  const loaded = detect(stripes())
  // Whoever asks hears of it by their own image.
  loaded.catch(() => {})
  return { detect, loaded }
}

/**
 * Returns a picture with lines in it but no code. The browser compiles what reads codes as it is first used, and this
 * has it do so while the camera still starts.
 */
function stripes(): ImageData {
  const image = new ImageData(320, 240)
  for (let i = 0; i < image.data.length / 4; i++) {
    const x = i % image.width
    image.data.fill((x * x) % 7 > 3 ? 255 : 0, 4 * i, 4 * i + 3)
    image.data[4 * i + 3] = 255
  }
  return image
}

let wasmDetector: Loading | undefined
let nativeDetector: Promise<Guarded | undefined> | undefined

/** Returns the wasm detector, started once per page. Photos use it even after the native one read nothing. */
export function openWasm(): Loading {
  wasmDetector ??= wasm()
  return wasmDetector
}

/** Returns the native detector, or undefined. */
export function openNative(): Promise<Guarded | undefined> {
  nativeDetector ??= native()
  return nativeDetector
}

/** Whether the browser's own detector reads every format we need, so that ours is hardly ever asked. */
export const readsEverything = async (): Promise<boolean> => (await openNative())?.complete === true

/**
 * Returns the best detector here, for one run of a camera. Without a native one an early call downloads the
 * wasm while the person still reads.
 */
export async function openDetector(): Promise<Detector> {
  const found = await openNative()
  return found ? join(found, openWasm) : openWasm()
}
