import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, type WriteInputBarcodeFormat, writeBarcode } from 'zxing-wasm/writer'

const file = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm')
prepareZXingModule({ overrides: { wasmBinary: readFileSync(file).buffer as ArrayBuffer } })

/** Returns a code of any format as SVG, with `scale` pixels a module and its quiet zone. */
export async function symbol(text: string, format: WriteInputBarcodeFormat, scale = 4): Promise<string> {
  const { svg, error } = await writeBarcode(text, { format, scale })
  if (error) throw new Error(`${format}: ${error}`)
  return svg.slice(svg.indexOf('<svg'))
}
