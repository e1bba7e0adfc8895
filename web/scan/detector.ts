import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { scriptUrl } from '../ui/script-url.ts'
import { type CodeReading, type Detector, FORMATS } from './formats.ts'
import type { DecodeAnswer, DecodeRequest } from './scan-worker.ts'
import workerUrl from './scan-worker.ts?worker&url'

interface Native {
  detect(image: ImageData): Promise<{ rawValue: string; format: string; boundingBox: DOMRectReadOnly }[]>
}
interface NativeClass {
  new (options: { formats: readonly string[] }): Native
  getSupportedFormats(): Promise<string[]>
}

/**
 * Returns the browser's own detector, if it reads every format we need, as on Android, macOS and ChromeOS.
 */
async function native(): Promise<Detector | undefined> {
  const Class = (globalThis as { BarcodeDetector?: NativeClass }).BarcodeDetector
  try {
    const formats = await Class?.getSupportedFormats()
    if (!Class || !FORMATS.every((format) => formats?.includes(format))) return undefined
    const detector = new Class({ formats: FORMATS })
    // Some Androids list the formats but fail on the first image, so one image is tried first.
    await detector.detect(new ImageData(8, 8))
    return {
      detect: async (image) =>
        (await detector.detect(image)).map(({ rawValue, format, boundingBox: box }): CodeReading => {
          return { text: rawValue, format, x: box.x + box.width / 2, y: box.y + box.height / 2 }
        }),
    }
  } catch {
    return undefined
  }
}

/** Creates our own wasm detector in a worker, for all other browsers, such as every iPhone. */
function wasm(): Detector {
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
  return {
    detect: (image, even = false) =>
      new Promise((done, fail) => {
        if (lost) return fail(new Error('decoder-failed'))
        const id = ++ids
        waiting.set(id, { done, fail })
        ask({ id, image, even }, [image.data.buffer])
      }),
  }
}

let wasmDetector: Detector | undefined
let nativeDetector: Promise<Detector | undefined> | undefined

/** Returns the wasm detector, started once per page. Photos use it even after the native one read nothing. */
export function openWasm(): Detector {
  wasmDetector ??= wasm()
  return wasmDetector
}

/** Returns the native detector, or undefined. */
export function openNative(): Promise<Detector | undefined> {
  nativeDetector ??= native()
  return nativeDetector
}

/** Returns the best detector here. An early call downloads the wasm while the person still reads. */
export async function openDetector(): Promise<Detector> {
  return (await openNative()) ?? openWasm()
}
