import { columnNamed } from './columns.ts'
import { FILE_KINDS, fileKind } from './file-kind.ts'
import { judge } from './plausible.ts'

/** The encodings that have no mark and of which a file is found to be one by what it reads like. */
const LEGACY = [
  // Excel in France and Russia first: what reads alike under several is taken as the first.
  'windows-1252',
  'windows-1251',
  'iso-8859-15',
  'macintosh',
  'x-mac-cyrillic',
  'ibm866',
  'koi8-r',
] as const
export type Encoding = 'utf-8' | 'utf-16' | (typeof LEGACY)[number]

/** Why nothing of a file is read. */
export const UNREADABLE = [...FILE_KINDS, 'binary', 'unknown-encoding'] as const
export type Unreadable = (typeof UNREADABLE)[number]
export type Decoded = { text: string; encoding: Encoding } | { fault: Unreadable }

/**
 * Stands for a byte A0 in a file that is UTF-8 otherwise: a blank that does not break, whose other byte a program
 * took for a letter. No text holds this sign, so that the cell can be named and the blank put in its place.
 */
export const LOST_BLANK = '\ufdd0'
const LOST_BLANK_BYTES = [0xef, 0xb7, 0x90]
/** A byte of the middle of a sequence. */
const follows = (byte: number | undefined) => byte !== undefined && byte >= 0x80 && byte <= 0xbf

/** Returns the length of the UTF-8 sequence that begins at a place, or 0 if none does. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number
  const length =
    first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
  for (let next = 1; next < length; next++) if (!follows(bytes[at + next])) return 0
  return length
}

/** Reads a file as UTF-8 although some of its bytes are not; null if more of them are wrong than right. */
function mostlyUtf8(bytes: Uint8Array): string | null {
  const lost: number[] = []
  let [right, wrong] = [0, 0]
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at)
    if (length === 0) wrong++
    else if (length > 1) right++
    if (length === 0 && bytes[at] === 0xa0) lost.push(at)
    at += length || 1
  }
  if (right === 0 || wrong > right) return null
  const repaired = new Uint8Array(bytes.length + lost.length * (LOST_BLANK_BYTES.length - 1))
  let [from, to] = [0, 0]
  for (const at of lost) {
    repaired.set(bytes.subarray(from, at), to)
    to += at - from
    repaired.set(LOST_BLANK_BYTES, to)
    to += LOST_BLANK_BYTES.length
    from = at + 1
  }
  repaired.set(bytes.subarray(from), to)
  return new TextDecoder().decode(repaired)
}

/** How much of a file without a mark is looked at for the pattern of UTF-16. */
const SAMPLE_BYTES = 200_000
/** Separators, digits and line ends are so large a part of any table; in UTF-16 each of them holds a zero byte. */
const ZERO_SHARE = 0.05

/** Returns the encoding of a file that holds zero bytes: UTF-16 of either order, or none (null). */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const zeros = [0, 0]
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] as number) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (even + odd < sample.length * ZERO_SHARE || Math.min(even, odd) * 20 > Math.max(even, odd)) return null
  return odd > even ? 'utf-16le' : 'utf-16be'
}

/** Signs that no text table holds. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const CONTROLS = /[\u0000-\u0008\u000e-\u0019\u001b-\u001f]/g
const CONTROL_SHARE = 0.01
const isBinary = (text: string) => (text.match(CONTROLS)?.length ?? 0) > 8 + text.length * CONTROL_SHARE

/** Returns the lines of a file that hold anything beyond ASCII, up to the size of a sample. */
function telling(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(Math.min(bytes.length, SAMPLE_BYTES))
  let filled = 0
  for (let start = 0; start < bytes.length && filled < sample.length; ) {
    let end = start
    let beyond = false
    for (; end < bytes.length && bytes[end] !== 0x0a && bytes[end] !== 0x0d; end++)
      beyond ||= (bytes[end] as number) > 0x7f
    const line = bytes.subarray(start, Math.min(end + 1, start + sample.length - filled))
    if (beyond) {
      sample.set(line, filled)
      filled += line.length
    }
    start = end + 1
  }
  return sample.subarray(0, filled)
}

/** Returns how much speaks for an encoding, or null if what it gives cannot be meant. */
function evidence(bytes: Uint8Array, encoding: Encoding): number | null {
  const text = new TextDecoder(encoding).decode(bytes)
  const { plausible, score } = judge(text)
  const titles = text.slice(0, 4_000).split(/[;,|\t\r\n]/)
  return plausible ? score + 2 * titles.filter(columnNamed).length : null
}

function legacyEncoding(bytes: Uint8Array): Encoding | null {
  const sample = telling(bytes)
  let best: { encoding: Encoding; found: number } | null = null
  for (const encoding of LEGACY) {
    const found = evidence(sample, encoding)
    if (found !== null && (best === null || found > best.found)) best = { encoding, found }
  }
  return best?.encoding ?? null
}

/**
 * Decodes a file: UTF-8 and UTF-16 by their marks or their form, anything else by which of the encodings that
 * spreadsheets have saved gives words. If none does, nothing is read: names that arrive as other letters would
 * be compared with passports. A UTF-8 file with a few wrong bytes stays one; they become U+FFFD, or `LOST_BLANK`.
 */
export function decodeTable(bytes: Uint8Array): Decoded {
  const kind = fileKind(bytes)
  if (kind) return { fault: kind }
  const [first, second] = bytes
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  const wide = marked ? (first === 0xff ? 'utf-16le' : 'utf-16be') : wideEncoding(bytes)
  if (wide) {
    const text = new TextDecoder(wide).decode(bytes)
    return isBinary(text) || (!marked && /\ufffd/.test(text))
      ? { fault: 'binary' }
      : { text, encoding: 'utf-16' }
  }
  const text = utf8(bytes) ?? mostlyUtf8(bytes)
  if (text !== null) return isBinary(text) ? { fault: 'binary' } : { text, encoding: 'utf-8' }
  const encoding = legacyEncoding(bytes)
  const read = encoding && new TextDecoder(encoding).decode(bytes)
  if (!read)
    return { fault: isBinary(new TextDecoder('ibm866').decode(bytes)) ? 'binary' : 'unknown-encoding' }
  return isBinary(read) ? { fault: 'binary' } : { text: read, encoding }
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return null
  }
}
