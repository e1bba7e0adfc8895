import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/** The reader inside the product's scanner, used here without a browser. */
interface Reader {
  prepareZXingModule(given: { overrides: { wasmBinary: ArrayBuffer } }): void
  readBarcodes(picture: Blob): Promise<{ text: string; isValid: boolean }[]>
}

/**
 * Returns what a phone's camera app reads from a picture (PNG) of a QR code. It throws when there is none.
 */
export async function readQr(png: Buffer): Promise<string> {
  const { resolve } = createRequire(import.meta.url)
  const reader: Reader = await import(pathToFileURL(resolve('zxing-wasm/reader')).href)
  const wasmBinary = new Uint8Array(readFileSync(resolve('zxing-wasm/reader/zxing_reader.wasm'))).buffer
  reader.prepareZXingModule({ overrides: { wasmBinary } })
  const [read] = await reader.readBarcodes(new Blob([new Uint8Array(png)]))
  if (!read?.isValid) throw new Error('no QR code in the picture')
  return read.text
}
