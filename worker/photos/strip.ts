import { strippedJpeg } from './jpeg.ts'
import { NotAPicture, type Picture } from './picture.ts'
import { PNG, strippedPng } from './png.ts'

/**
 * A photo without anything but what it shows. What it is the content decides, never a header or a name; null when it is
 * neither a JPEG nor a PNG that can be looked at.
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
