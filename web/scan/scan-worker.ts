import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { FORMATS, type Reading } from './formats.ts'

export type Question = { id: number; image: ImageData }
export type Answer = { id: number; readings: Reading[] } | { id: number; failed: true }

// Without this the glue would ask a third party's server for the wasm.
prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true }).catch(() => {})

const detector = new BarcodeDetector({ formats: [...FORMATS] })

addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  const answer = (message: Answer) => postMessage(message)
  try {
    const found = await detector.detect(data.image)
    const readings = found
      .filter(({ rawValue }) => rawValue)
      .map(({ rawValue, format, boundingBox: box }) => ({
        text: rawValue,
        format,
        x: box.x + box.width / 2,
        y: box.y + box.height / 2,
      }))
    answer({ id: data.id, readings })
  } catch {
    answer({ id: data.id, failed: true })
  }
})
