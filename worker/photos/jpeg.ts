import { orientationOf, orientationSegment } from './exif.ts'
import { joined, NotAPicture, type Picture, sized } from './picture.ts'

const [SOI, EOI, SOS, APP0, APP1, APP14] = [0xd8, 0xd9, 0xda, 0xe0, 0xe1, 0xee]
/** Baseline, extended and progressive frames: those that every browser shows. */
const FRAMES = [0xc0, 0xc1, 0xc2]
/** The tables that the picture needs: Huffman, quantisation, restart interval. */
const TABLES = [0xc4, 0xdb, 0xdd]
const JFIF = [0x4a, 0x46, 0x49, 0x46, 0]
const ADOBE = [0x41, 0x64, 0x6f, 0x62, 0x65]

const startsWith = (bytes: Uint8Array, text: readonly number[]) => text.every((byte, i) => bytes[i] === byte)

/** Returns the position of the next marker that is not part of the compressed picture. */
function scanEnd(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue
    const next = bytes[at + 1] ?? 0
    // A stuffed 0xFF, a restart marker and fill bytes before a marker belong to the picture.
    const inside = next === 0 || (next >= 0xd0 && next <= 0xd7) || next === 0xff
    if (!inside) return at
  }
  throw new NotAPicture('cut short')
}

/** Returns what is kept of a segment, or null if it is dropped. */
function keptSegment(marker: number, body: Uint8Array, segment: Uint8Array): Uint8Array | null {
  if (FRAMES.includes(marker) || TABLES.includes(marker)) return segment
  // Version and density are kept, but not the thumbnail that may follow them.
  if (marker === APP0 && startsWith(body, JFIF) && body.length >= 14) {
    return Uint8Array.of(0xff, APP0, 0, 16, ...body.subarray(0, 12), 0, 0)
  }
  // The segment tells how colours are coded; without it some pictures come out green.
  if (marker === APP14 && startsWith(body, ADOBE) && body.length >= 12)
    return Uint8Array.of(0xff, APP14, 0, 14, ...body.subarray(0, 12))
  return null
}

/**
 * Returns a JPEG (ITU-T T.81) with its picture alone: no EXIF, GPS, XMP, IPTC, colour profile, comment or
 * thumbnail, and nothing after its end, where phones hide a film. Only the orientation is kept, in a new
 * segment.
 * @throws NotAPicture if it is no JPEG, is cut short or is too large
 */
export function strippedJpeg(bytes: Uint8Array): Picture {
  const parts: Uint8Array[] = [Uint8Array.of(0xff, SOI)]
  let size: { width: number; height: number } | null = null
  let orientation = 1
  let scans = 0
  for (let at = 2; ; ) {
    // Any number of 0xFF bytes may stand before a marker.
    if (bytes[at] !== 0xff) throw new NotAPicture('no marker')
    while (bytes[at + 1] === 0xff) at++
    const marker = bytes[at + 1]
    if (marker === undefined) throw new NotAPicture('cut short')
    if (marker === EOI) break
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    const end = at + 2 + length
    if (length < 2 || end > bytes.length) throw new NotAPicture('cut short')
    const body = bytes.subarray(at + 4, end)
    if (marker === SOS) {
      if (!size) throw new NotAPicture('no frame')
      const next = scanEnd(bytes, end)
      parts.push(bytes.subarray(at, next))
      scans++
      at = next
      continue
    }
    if (FRAMES.includes(marker)) {
      if (size) throw new NotAPicture('two frames')
      size = { height: ((body[1] ?? 0) << 8) | (body[2] ?? 0), width: ((body[3] ?? 0) << 8) | (body[4] ?? 0) }
      sized(size.width, size.height)
    }
    if (marker === APP1) orientation = orientationOf(body) ?? orientation
    const kept = keptSegment(marker, body, bytes.subarray(at, end))
    if (kept) parts.push(kept)
    at = end
  }
  if (!size || scans === 0) throw new NotAPicture('no picture')
  parts.push(Uint8Array.of(0xff, EOI))
  const jfif = parts[1]?.[1] === APP0 ? 2 : 1
  if (orientation !== 1) parts.splice(jfif, 0, orientationSegment(orientation))
  return { type: 'image/jpeg', ...size, bytes: joined(parts) }
}
