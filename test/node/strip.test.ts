import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orientationOf } from '../../worker/photos/exif.ts'
import { strip } from '../../worker/photos/strip.ts'
import { JPEG, PNG, TAINT, taintedJpeg, taintedPng } from '../support/pictures.ts'

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
/** Returns the compressed picture of a JPEG, from its first scan on. */
const scanOf = (bytes: Uint8Array) => textOf(bytes).slice(textOf(bytes).indexOf('\xff\xda'))

test('R31: a photo with GPS comes out without it, and with the same picture', () => {
  for (const word of TAINT) expect(textOf(taintedJpeg())).toContain(word)
  const stripped = strip(taintedJpeg())
  expect(stripped).toMatchObject({ type: 'image/jpeg', width: 24, height: 16 })
  const text = textOf(stripped?.bytes ?? new Uint8Array())
  for (const word of TAINT) expect(text).not.toContain(word)
  expect(scanOf(stripped?.bytes ?? new Uint8Array())).toBe(scanOf(JPEG))
  // These bytes are the 39.12″ of the latitude as EXIF writes them.
  expect(textOf(taintedJpeg())).toContain('\x00\x00\x0f\x48\x00\x00\x00\x64')
  expect(text).not.toContain('\x00\x00\x0f\x48')
})

test('R31: which way is up is all that is kept of what the phone said', () => {
  for (let way = 1; way <= 8; way++) {
    const bytes = strip(taintedJpeg(way))?.bytes ?? new Uint8Array()
    const at = textOf(bytes).indexOf('Exif')
    if (way === 1) expect(at).toBe(-1)
    else {
      expect(orientationOf(bytes.subarray(at))).toBe(way)
      expect(bytes.length).toBe((strip(JPEG)?.bytes.length ?? 0) + 36)
    }
  }
  expect(textOf(strip(taintedJpeg(9))?.bytes ?? new Uint8Array())).not.toContain('Exif')
})

test('R31: a PNG keeps its picture and loses its texts, its time and what hides behind its end', () => {
  for (const word of ['Camille', 'Perrache', 'hidden film', 'Sesamephone'])
    expect(textOf(taintedPng())).toContain(word)
  const stripped = strip(taintedPng())
  expect(stripped).toMatchObject({ type: 'image/png', width: 24, height: 16 })
  expect(stripped?.bytes).toEqual(strip(PNG)?.bytes)
  for (const word of TAINT) expect(textOf(stripped?.bytes ?? new Uint8Array())).not.toContain(word)
})

test('what is stripped once stays as it is', () => {
  for (const picture of [taintedJpeg(), taintedPng(), JPEG, PNG]) {
    const once = strip(picture)
    expect(strip(once?.bytes ?? new Uint8Array())).toEqual(once)
  }
})

test('a picture is what its content says: anything else is none', () => {
  const none = [
    '',
    'GIF89a',
    '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    '<html>',
    '%PDF-1.7',
    '\xff\xd8',
    '\xff\xd8\xff\xd9',
    '\x89PNG\r\n\x1a\n',
  ]
  for (const text of none) expect(strip(Uint8Array.from(Buffer.from(text, 'latin1'))), text).toBeNull()
  for (const whole of [JPEG, PNG])
    for (let cut = 0; cut < whole.length - 2; cut++)
      expect(strip(whole.subarray(0, cut)), `${cut}`).toBeNull()
})

test('a small file that unfolds to a huge picture is refused', () => {
  const huge = Uint8Array.from(JPEG)
  const frame = textOf(huge).indexOf('\xff\xc0')
  for (const [at, to] of [
    [frame + 5, 0xf0],
    [frame + 7, 0xf0],
  ] as const) {
    const changed = Uint8Array.from(huge)
    changed[at] = to
    expect(strip(changed)).toBeNull()
  }
  const wide = Uint8Array.from(PNG)
  wide[16] = 0x7f
  expect(strip(wide)).toBeNull()
})

test('no bytes make it throw or keep a word of the metadata', () => {
  const broken = fc.tuple(
    fc.constantFrom(taintedJpeg(), taintedPng()),
    fc.nat(),
    fc.integer({ min: 0, max: 255 }),
  )
  fc.assert(
    fc.property(broken, ([picture, at, to]) => {
      const changed = Uint8Array.from(picture)
      changed[at % changed.length] = to
      expect(() => strip(changed)).not.toThrow()
    }),
    { numRuns: 3000 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      for (const start of [
        [0xff, 0xd8],
        [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
      ])
        expect(() => strip(Uint8Array.from([...start, ...bytes]))).not.toThrow()
    }),
  )
})
