import { openNative, openWasm } from './detector.ts'
import type { Detector } from './formats.ts'
import { type Grab, grab, type Region } from './grab.ts'

interface Attempt extends Omit<Grab, 'region'> {
  even?: boolean
  /** Looks at nine overlapping parts one by one, for a small code in a large picture. */
  parts?: boolean
}

/** The ways to look at a photo, most likely first. The decoder itself tries quarter turns and inversion. */
const ATTEMPTS: readonly Attempt[] = [
  { maxSide: 1600 },
  { maxSide: 800 },
  { maxSide: 1400, even: true },
  { maxSide: 2600 },
  { maxSide: 1000, degrees: 30 },
  { maxSide: 1000, degrees: -30 },
  { maxSide: 1400, degrees: 12, even: true },
  { maxSide: 1400, degrees: -12, even: true },
  { maxSide: 1200, enlarge: 4 },
  { maxSide: 500 },
  { maxSide: 1000, degrees: 45 },
  { maxSide: 1100, enlarge: 3, parts: true },
  { maxSide: 1400, degrees: 22, even: true },
  { maxSide: 1400, degrees: -22, even: true },
  { maxSide: 1100, enlarge: 3, parts: true, degrees: 30 },
  { maxSide: 1100, enlarge: 3, parts: true, degrees: -30 },
]
/** This many looks are always taken, as a label often has several codes that are found at different sizes. */
const ALWAYS = 2
/** After this time a detector stops looking; on a slow phone not all looks fit. */
const BUDGET_MS = 8_000

/**
 * Returns the texts of the codes in a photo, each once, or an empty list. Rejects with `not-a-picture` for
 * another file, or when the decoder cannot be loaded.
 */
export async function scanFile(file: Blob): Promise<string[]> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Error('not-a-picture')
  })
  try {
    const native = await openNative()
    const found = native ? await look(native, bitmap, ATTEMPTS.slice(0, 3)) : []
    return found.length ? found : await look(openWasm(), bitmap, ATTEMPTS)
  } finally {
    bitmap.close()
  }
}

async function look(
  detector: Detector,
  bitmap: ImageBitmap,
  attempts: readonly Attempt[],
): Promise<string[]> {
  const texts = new Set<string>()
  const end = performance.now() + BUDGET_MS
  for (const [i, attempt] of attempts.entries())
    for (const region of attempt.parts
      ? parts(bitmap)
      : [{ x: 0, y: 0, width: bitmap.width, height: bitmap.height }]) {
      if (texts.size && (i >= ALWAYS || performance.now() > end)) return [...texts]
      if (performance.now() > end) return []
      const image = grab(bitmap, { ...attempt, region })
      for (const { text } of await detector.detect(image, attempt.even)) texts.add(text)
    }
  return [...texts]
}

/** Returns nine parts, each half as wide and high as the picture, the middle first, where people aim. */
function parts({ width, height }: ImageBitmap): Region[] {
  const at = [0.25, 0, 0.5]
  return at.flatMap((y) =>
    at.map((x) => ({ x: x * width, y: y * height, width: width / 2, height: height / 2 })),
  )
}
