import { strippedJpeg } from './jpeg.ts'
import { NotAPicture, type Picture } from './picture.ts'
import { PNG, strippedPng } from './png.ts'

/**
 * Returns a photo reduced to what it shows. Its content alone decides its type, never a header or a name.
 * Returns null if it is neither a JPEG nor a PNG that can be displayed.
 */
export function strip(bytes: Uint8Array): Picture | null {
  try {
    if (bytes[0] === 0xff && bytes[1] === 0xd8) return strippedJpeg(bytes)
    if (PNG.every((byte, i) => bytes[i] === byte)) return strippedPng(bytes)
    return null
  } catch (error) {
    if (error instanceof NotAPicture) return null
    throw error
  }
}
