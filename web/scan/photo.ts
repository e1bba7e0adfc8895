import { openNative, openWasm } from './detector.ts'
import type { Detector } from './formats.ts'
import { type Grab, grab } from './grab.ts'

type Attempt = Omit<Grab, 'region'>

/** Ways to look at a photo, most likely first. Quarter turns and inversion are tried by the decoder itself. */
const ATTEMPTS: readonly Attempt[] = [
  { maxSide: 1600 },
  { maxSide: 800 },
  { maxSide: 2600 },
  { maxSide: 1000, degrees: 30 },
  { maxSide: 1000, degrees: -30 },
  { maxSide: 1400, degrees: 12 },
  { maxSide: 1400, degrees: -12 },
  { maxSide: 1200, enlarge: 4 },
  { maxSide: 500 },
  { maxSide: 1000, degrees: 45 },
  { maxSide: 600, degrees: 20 },
  { maxSide: 600, degrees: -20 },
]
/** So many looks are taken in any case: a label often bears several codes, found at different sizes. */
const ALWAYS = 2

/**
 * Reads the codes of a photo, each text once; empty when there is none. Rejects when the file is no picture
 * (`not-a-picture`) or the decoder cannot be loaded.
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
  const region = { x: 0, y: 0, width: bitmap.width, height: bitmap.height }
  const texts = new Set<string>()
  for (const [i, attempt] of attempts.entries()) {
    if (i >= ALWAYS && texts.size) break
    for (const { text } of await detector.detect(grab(bitmap, { region, ...attempt }))) texts.add(text)
  }
  return [...texts]
}
