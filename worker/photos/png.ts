import { joined, NotAPicture, type Picture, sized } from './picture.ts'

export const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** The chunks that are kept: the picture, its palette and its transparency. */
const KEPT = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']

/**
 * Returns a PNG (ISO/IEC 15948) with its picture alone: no text, time, EXIF, XMP, colour profile or further
 * frames, and nothing after its end.
 * @throws NotAPicture if it is no PNG, is cut short or is too large
 */
export function strippedPng(bytes: Uint8Array): Picture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Uint8Array[] = [bytes.subarray(0, PNG.length)]
  let size: { width: number; height: number } | null = null
  let data = false
  for (let at = PNG.length; ; ) {
    if (at + 12 > bytes.length) throw new NotAPicture('cut short')
    const length = view.getUint32(at)
    const end = at + 12 + length
    if (end > bytes.length) throw new NotAPicture('cut short')
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (!size) {
      if (name !== 'IHDR' || length !== 13) throw new NotAPicture('no header')
      size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) }
      sized(size.width, size.height)
    } else if (name === 'IHDR') throw new NotAPicture('two headers')
    if (name === 'IDAT') data = true
    if (KEPT.includes(name)) parts.push(bytes.subarray(at, end))
    if (name === 'IEND') break
    at = end
  }
  if (!data) throw new NotAPicture('no picture')
  return { type: 'image/png', ...size, bytes: joined(parts) }
}
