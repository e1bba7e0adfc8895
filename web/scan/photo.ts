import { openNative, openWasm } from './detector.ts'
import type { Detector } from './formats.ts'
import { type Grab, grab, type Region } from './grab.ts'
import type { Guarded } from './guard.ts'

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
/** The native detector looks only so often, as it neither evens out nor gains by what ours tries later. */
const NATIVE_LOOKS = 3
/** After this time a detector stops looking; on a slow phone not all looks fit. */
const BUDGET_MS = 12_000

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
    const found = native ? await lookNative(native, bitmap) : []
    if (native?.complete && found.length > 0) return found
    // What the native detector does not read, or is too slow for, ours does.
    const more = await look(openWasm().detect, bitmap, ATTEMPTS).catch(async (error) => {
      const owed = await native?.owed()
      if (!owed && found.length === 0) throw error
      return (owed ?? []).map(({ text }) => text)
    })
    return [...new Set([...found, ...more])]
  } finally {
    bitmap.close()
  }
}

/** Looks with the native detector as long as it answers in time. */
const lookNative = (native: Guarded, bitmap: ImageBitmap): Promise<string[]> =>
  look(
    async (image) => {
      const readings = native.usable() ? await native.detect(image) : []
      return readings === 'late' ? [] : readings
    },
    bitmap,
    ATTEMPTS.slice(0, NATIVE_LOOKS),
  )

async function look(
  detect: Detector['detect'],
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
      for (const { text } of await detect(image, attempt.even)) texts.add(text)
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
