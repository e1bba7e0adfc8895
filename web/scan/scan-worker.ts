import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill'
import { flatten } from './flatten.ts'
import { type CodeReading, FORMATS } from './formats.ts'

/** The first message is the compiled decoder, later ones are images. */
export type DecodeRequest = { decoder: WebAssembly.Module } | { id: number; image: ImageData; even: boolean }
export type DecodeAnswer = { id: number; readings: CodeReading[] } | { id: number; failed: true }

let resolve: (module: WebAssembly.Module) => void
const decoder = new Promise<WebAssembly.Module>((done) => {
  resolve = done
})
prepareZXingModule({
  overrides: {
    // The page downloads and compiles the decoder while this script loads. The library on its own would fetch
    // it from a third party.
    instantiateWasm: (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => {
      void decoder.then((module) => WebAssembly.instantiate(module, imports)).then(done)
      return {}
    },
  },
})

const detector = new BarcodeDetector({ formats: [...FORMATS] })

addEventListener('message', async ({ data }: MessageEvent<DecodeRequest>) => {
  if ('decoder' in data) return resolve(data.decoder)
  const answer = (message: DecodeAnswer) => postMessage(message)
  try {
    if (data.even) flatten(data.image, Math.round(data.image.width / 40))
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
