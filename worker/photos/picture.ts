/** A picture as it is kept: what it shows, and nothing about who took it, where, when and with what. */
export interface Picture {
  type: 'image/jpeg' | 'image/png'
  width: number
  height: number
  bytes: Uint8Array
}

/** Larger ones are refused: a small file can unfold to more than the screen of whoever looks at it can hold. */
const SIDE_MAX = 12_000
const PIXELS_MAX = 60_000_000

/** Cut short, or built so that nobody knows what is in it. */
export class NotAPicture extends Error {}

/** Whether a picture can be looked at: it has a size, and not too much of it. */
export function sized(width: number, height: number): void {
  const fits = width > 0 && height > 0 && Math.max(width, height) <= SIDE_MAX && width * height <= PIXELS_MAX
  if (!fits) throw new NotAPicture('size')
}

/** Parts one after another. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
