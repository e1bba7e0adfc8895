const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0]
const ORIENTATION = 0x0112
const SHORT = 3

/** Returns the orientation (1 to 8) from the body of an APP1 segment (EXIF), or null if there is none. */
export function orientationOf(body: Uint8Array): number | null {
  if (!EXIF.every((byte, i) => body[i] === byte)) return null
  const tiff = body.subarray(EXIF.length)
  const little = tiff[0] === 0x49
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  try {
    const directory = view.getUint32(4, little)
    const count = view.getUint16(directory, little)
    for (let entry = directory + 2; entry < directory + 2 + count * 12; entry += 12) {
      if (view.getUint16(entry, little) !== ORIENTATION) continue
      const value = view.getUint16(entry + 8, little)
      return view.getUint16(entry + 2, little) === SHORT && value >= 1 && value <= 8 ? value : null
    }
  } catch {
    // An offset points outside the segment, so the orientation is unknown.
  }
  return null
}

/** Builds an APP1 segment that holds the orientation and nothing else. */
export function orientationSegment(value: number): Uint8Array {
  const header = [0xff, 0xe1, 0, 34, ...EXIF]
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8]
  const entry = [ORIENTATION >> 8, ORIENTATION & 0xff, 0, SHORT, 0, 0, 0, 1, 0, value, 0, 0]
  return Uint8Array.of(...header, ...tiff, 0, 1, ...entry, 0, 0, 0, 0)
}
