import { Buffer } from 'node:buffer'
import { crc32, deflateSync } from 'node:zlib'
import { encode } from 'uqr'

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
const PIXELS_PER_MODULE = 8
const QUIET_MODULES = 4

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body) >>> 0, body.length + 4)
  return framed
}

/**
 * Draws a QR code with its quiet zone as a grey PNG (RFC 2083: one byte a pixel, filter 0). Mail clients show
 * no SVG.
 */
export function qrPng(text: string): Uint8Array {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_MODULES })
  const width = size * PIXELS_PER_MODULE
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(width, 4)
  header[8] = 8 // bits a sample; colour type 0, already set, is grey
  const raw = Buffer.alloc((width + 1) * width)
  for (let y = 0; y < width; y++)
    for (let x = 0; x < width; x++) {
      const dark = data[Math.floor(y / PIXELS_PER_MODULE)]?.[Math.floor(x / PIXELS_PER_MODULE)]
      raw[y * (width + 1) + x + 1] = dark ? 0 : 255
    }
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', new Uint8Array()),
  ])
}
