/** A picture as it is kept: what it shows, and nothing about who took it, where, when and with what. */
export interface Picture {
  type: 'image/jpeg' | 'image/png'
  width: number
  height: number
  bytes: Uint8Array
}

/** Larger pictures are refused: a small file can unpack to more than the viewer's device can hold. */
const SIDE_MAX = 12_000
const PIXELS_MAX = 60_000_000

/** The file is cut short, or built so that its content is uncertain. */
export class NotAPicture extends Error {}

/** Throws NotAPicture unless the picture has a size that can be displayed. */
export function sized(width: number, height: number): void {
  const fits = width > 0 && height > 0 && Math.max(width, height) <= SIDE_MAX && width * height <= PIXELS_MAX
  if (!fits) throw new NotAPicture('size')
}

/** Concatenates parts. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
