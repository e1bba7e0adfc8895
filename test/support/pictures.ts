import { randomUUID } from 'node:crypto'
import type { Client } from '../../scripts/client.ts'

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'))

/** A JPEG of 24 by 16 pixels, red on the left and blue on the right, as a browser encodes it. */
export const JPEG = bytesOf(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABh' +
    'Y3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' +
    'AAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB' +
    'UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAA' +
    'AAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9Y' +
    'WVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM' +
    'ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQy' +
    'SUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8' +
    'fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAQABgDASIAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAMC' +
    'Bf/EABYQAQEBAAAAAAAAAAAAAAAAAAADQf/EABYBAQEBAAAAAAAAAAAAAAAAAAUDBv/EABwRAAEDBQAAAAAAAAAAAAAAAAACgbEB' +
    'BAUzNP/aAAwDAQACEQMRAD8A4yk9TUnqdnuS8DWT5VtNDYB4x5//2Q==',
)
export const PNG = bytesOf(
  'iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAYAAAAMJL+VAAAANklEQVR4AezSwQkAAAgCQGnYpm2FZqkRxEevDPwFwmE0MEqQNUoC' +
    'x+cCCmwiE1EB+uAVPSBaAAAA//8DlSs6AAAABklEQVQDAIOvML3xPJEkAAAAAElFTkSuQmCC',
)

const text = (said: string) => new TextEncoder().encode(said)
const u16 = (n: number) => [n >> 8, n & 0xff]
const u32 = (n: number) => [...u16(n >>> 16), ...u16(n & 0xffff)]

type Entry = [tag: number, type: number, count: number, value: number[]]

/** Encodes an EXIF directory at an offset. Values that do not fit into their entries follow behind them. */
function directory(entries: Entry[], at: number): number[] {
  const out = u16(entries.length)
  const behind: number[] = []
  const base = at + 2 + 12 * entries.length + 4
  for (const [tag, type, count, value] of entries) {
    out.push(...u16(tag), ...u16(type), ...u32(count))
    if (value.length <= 4) out.push(...value, ...new Array(4 - value.length).fill(0))
    else {
      out.push(...u32(base + behind.length))
      behind.push(...value)
    }
  }
  return [...out, ...u32(0), ...behind]
}

const degrees = (...parts: [number, number][]) => parts.flatMap(([a, b]) => [...u32(a), ...u32(b)])

/**
 * Returns EXIF as a phone writes it: its make, the orientation, and its position (45° 44′ 39.12″ N, 4° 49′
 * 17.40″ E).
 */
function exif(orientation: number): number[] {
  const make = [...text('Sesamephone 7'), 0]
  const place: Entry[] = [
    [1, 2, 2, [0x4e, 0]],
    [2, 5, 3, degrees([45, 1], [44, 1], [3912, 100])],
    [3, 2, 2, [0x45, 0]],
    [4, 5, 3, degrees([4, 1], [49, 1], [1740, 100])],
  ]
  const first = (gps: number) =>
    directory(
      [
        [0x010f, 2, make.length, make],
        [0x0112, 3, 1, [...u16(orientation), 0, 0]],
        [0x8825, 4, 1, u32(gps)],
      ],
      8,
    )
  const length = first(0).length
  return [
    ...text('Exif'),
    0,
    0,
    ...text('MM'),
    0,
    42,
    ...u32(8),
    ...first(8 + length),
    ...directory(place, 8 + length),
  ]
}

const segment = (marker: number, body: ArrayLike<number>) => [
  0xff,
  marker,
  ...u16(body.length + 2),
  ...Array.from(body),
]

/** Words in the metadata of the tainted pictures. No picture that the product keeps may contain them. */
export const TAINT = ['Sesamephone', 'Perrache', 'Camille', 'ns.adobe.com', 'hidden film', 'ICC_PROFILE']

/**
 * Returns the JPEG as a phone delivers it: EXIF with GPS, XMP, a colour profile, IPTC, a comment, and a film
 * behind its end.
 */
export function taintedJpeg(orientation = 6): Uint8Array {
  const xmp = text('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Camille Renaud, 12 quai Perrache</x:xmpmeta>')
  return Uint8Array.from([
    ...JPEG.subarray(0, 2),
    ...segment(0xe1, exif(orientation)),
    ...segment(0xe1, xmp),
    ...segment(0xe2, text('ICC_PROFILE\0 Camille')),
    ...segment(0xed, text('Photoshop 3.0\0 Perrache')),
    ...segment(0xfe, text('Perrache 12')),
    ...JPEG.subarray(2),
    ...text('hidden film of Camille'),
  ])
}

function crc32(bytes: readonly number[]): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

const chunk = (name: string, body: Uint8Array | number[]) => {
  const named = [...text(name), ...body]
  return [...u32(body.length), ...named, ...u32(crc32(named))]
}

/** Returns the PNG with texts, a time, EXIF, and more bytes behind its end. */
export function taintedPng(): Uint8Array {
  const header = 8 + 25
  return Uint8Array.from([
    ...PNG.subarray(0, header),
    ...chunk('tEXt', text('Author\0Camille')),
    ...chunk('iTXt', text('XML:com.adobe.xmp\0\0\0\0\0ns.adobe.com Perrache')),
    ...chunk('tIME', [7, 234, 11, 23, 0, 0, 0]),
    ...chunk('eXIf', exif(1).slice(6)),
    ...PNG.subarray(header),
    ...text('hidden film'),
  ])
}

/** Uploads a photo from a recipient's phone. */
export async function upload(
  phone: Client,
  path: string,
  bytes: Uint8Array = JPEG,
  { type = 'image/jpeg', key = randomUUID() }: { type?: string; key?: string } = {},
): Promise<{ status: number; body: { id: string; code?: string; errors?: unknown } }> {
  const response = await fetch(new URL(`${path}/photos`, phone.base), {
    method: 'POST',
    headers: { cookie: phone.cookie, 'content-type': type, 'idempotency-key': key },
    body: new Blob([bytes as Uint8Array<ArrayBuffer>]),
  })
  return { status: response.status, body: (await response.json()) as { id: string } }
}
