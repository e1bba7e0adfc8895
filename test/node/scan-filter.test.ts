import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFilter } from '../../web/scan/filter.ts'
import { FORMATS } from '../../web/scan/formats.ts'

const GATHER_MS = 150
/** The formats that correct their errors. */
const SURE = ['qr_code', 'data_matrix', 'aztec', 'pdf417']
const isSure = (format: string) => SURE.includes(format)

const WHOLE = { x: 0, y: 0, width: 1_920, height: 1_080 }
const FRAME = { x: 600, y: 300, width: 700, height: 400 }
const MIDDLE = { x: 960, y: 540 }

const seen = (text: string, format = 'code_128', x = 960, y = 540) => ({ text, format, x, y })
type Seen = ReturnType<typeof seen>

/** A camera whose looks come at the given times; each text that is told carries its time. */
function camera() {
  const filter = createFilter()
  const told: { texts: string[]; at: number }[] = []
  /** What is due is told before the next look, as the timer does. */
  const pass = (now: number) => {
    const due = filter.due()
    if (due !== undefined && due <= now) told.push({ texts: filter.take(MIDDLE), at: due })
  }
  return {
    told,
    pass,
    texts: () => told.flatMap(({ texts }) => texts),
    look(now: number, readings: Seen[], region = WHOLE) {
      pass(now)
      return filter.look({ readings, region, now })
    },
  }
}

describe('readings of a video', () => {
  test('a label held still is told once, however long', () => {
    const { look, texts, pass } = camera()
    for (let i = 0; i < 100; i++) look(i * 150, [seen('A')])
    pass(20_000)
    expect(texts()).toEqual(['A'])
  })

  test('told again after two seconds out of view', () => {
    const { look, texts, pass } = camera()
    look(0, [seen('A', 'qr_code')])
    look(1_000, [])
    look(1_900, [seen('A', 'qr_code')])
    pass(3_800)
    expect(texts()).toEqual(['A'])
    look(3_900, [seen('A', 'qr_code')])
    pass(5_000)
    expect(texts()).toEqual(['A', 'A'])
  })

  test.each(SURE)('R19: %s corrects its errors: one look is enough', (format) => {
    const { look, told, pass } = camera()
    expect(look(0, [seen('A', format)])).toBe(false)
    pass(1_000)
    expect(told).toEqual([{ texts: ['A'], at: GATHER_MS }])
  })

  test.each([...FORMATS.filter((format) => !isSure(format)), 'a format of tomorrow'])(
    'R19: %s may be read wrong once: it needs two equal looks in a row',
    (format) => {
      const { look, texts, pass } = camera()
      expect(look(0, [seen('XY746999976F', format)])).toBe(true)
      expect(look(100, [seen('XY746999976FR', format)])).toBe(true)
      look(200, [])
      expect(look(300, [seen('XY746999976FR', format)])).toBe(true)
      pass(600)
      expect(texts()).toEqual([])
      expect(look(700, [seen('XY746999976FR', format)])).toBe(false)
      pass(2_000)
      expect(texts()).toEqual(['XY746999976FR'])
    },
  )

  test('R19: twice in one picture is not two looks', () => {
    const { look, texts, pass } = camera()
    look(0, [seen('A'), seen('A', 'code_128', 100)])
    pass(1_000)
    expect(texts()).toEqual([])
  })

  test('R19: a look elsewhere neither confirms nor denies; after a second it is forgotten', () => {
    const beside = [seen('A', 'code_128', 100, 100)]
    const first = camera()
    first.look(0, beside)
    first.look(100, [], FRAME)
    first.look(200, beside)
    first.pass(1_000)
    expect(first.texts()).toEqual(['A'])
    const late = camera()
    late.look(0, beside)
    late.look(500, [], FRAME)
    late.look(1_100, beside)
    late.pass(2_000)
    expect(late.texts()).toEqual([])
  })

  test('R19: what one view shows comes together, nearest to the middle first', () => {
    const { look, told, pass } = camera()
    look(0, [seen('ROUTE', 'code_128', 300), seen('URL', 'qr_code', 1_300)])
    look(60, [seen('ROUTE', 'code_128', 300), seen('PARCEL', 'code_128', 950)])
    look(120, [seen('PARCEL', 'code_128', 950), seen('FAR', 'pdf417', 0)])
    pass(1_000)
    expect(told).toEqual([{ texts: ['PARCEL', 'URL', 'ROUTE', 'FAR'], at: GATHER_MS }])
  })
})

describe('how long what counts waits for the rest of its view', () => {
  test('R19: until 150 ms after it was first seen, if nothing else is in view', () => {
    const { look, told, pass } = camera()
    look(0, [seen('PARCEL')])
    look(60, [seen('PARCEL')])
    pass(1_000)
    expect(told).toEqual([{ texts: ['PARCEL'], at: GATHER_MS }])
  })

  test('R19: not at all, if its second look took longer than that', () => {
    const { look, told, pass } = camera()
    look(0, [seen('PARCEL')])
    look(400, [seen('PARCEL')])
    pass(1_000)
    expect(told).toEqual([{ texts: ['PARCEL'], at: 400 }])
  })

  test('R19: while a second code waits for its own second look, 150 ms after it counted', () => {
    const { look, told, pass } = camera()
    look(0, [seen('PARCEL')])
    look(100, [seen('PARCEL'), seen('ROUTE', 'code_128', 300)])
    look(180, [seen('ROUTE', 'code_128', 300)])
    pass(1_000)
    expect(told).toEqual([{ texts: ['PARCEL', 'ROUTE'], at: 180 }])
  })
})

/** Looks at a view of up to three codes, each read now and then, at the pace of a camera. */
const history = fc.array(
  fc.record({
    gap: fc.integer({ min: 20, max: 900 }),
    readings: fc.array(
      fc.record({
        text: fc.constantFrom('A', 'B', 'C'),
        format: fc.constantFrom('code_128', 'itf', 'qr_code', 'pdf417'),
        x: fc.integer({ min: 0, max: 1_920 }),
        y: fc.integer({ min: 0, max: 1_080 }),
      }),
      { maxLength: 4 },
    ),
    region: fc.constantFrom(WHOLE, FRAME),
  }),
  { maxLength: 40 },
)

describe('in every history of looks', () => {
  const run = (steps: typeof history extends fc.Arbitrary<infer T> ? T : never) => {
    const shown = camera()
    let now = 0
    const looks = steps.map(({ gap, readings, region }) => {
      now += gap
      shown.look(now, readings, region)
      return { now, readings }
    })
    shown.pass(now + GATHER_MS)
    return { told: shown.told, looks }
  }

  test('R19: a code that may be wrong is told only after two looks read it, a correcting one after one', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { told, looks } = run(steps)
        for (const { texts, at } of told)
          for (const text of texts) {
            const before = looks.filter(
              ({ now, readings }) => now <= at && readings.some((reading) => reading.text === text),
            )
            const sure = before.some(({ readings }) =>
              readings.some((reading) => reading.text === text && isSure(reading.format)),
            )
            expect(before.length).toBeGreaterThanOrEqual(sure ? 1 : 2)
          }
      }),
    )
  })

  test('R19: every correcting code is told, within 150 ms of being seen, unless it was in view before', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { told, looks } = run(steps)
        for (const { now, readings } of looks)
          for (const { text } of readings.filter(({ format }) => isSure(format))) {
            const near = told.some(
              ({ texts, at }) => texts.includes(text) && at <= now + GATHER_MS && at > now - 2_000,
            )
            const inView = looks.some(
              (earlier) =>
                earlier.now < now &&
                now - earlier.now < 2_000 &&
                earlier.readings.some((reading) => reading.text === text),
            )
            expect(near || inView).toBe(true)
          }
      }),
    )
  })

  test('R19: no text comes twice at once, or again while it stays in view', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { told, looks } = run(steps)
        const last = new Map<string, number>()
        for (const { texts, at } of told) {
          expect(new Set(texts).size).toBe(texts.length)
          for (const text of texts) {
            const before = last.get(text)
            const between = looks
              .filter(({ readings }) => readings.some((reading) => reading.text === text))
              .map(({ now }) => now)
              .filter((now) => before !== undefined && now >= before - GATHER_MS && now <= at)
            const longest = Math.max(...between.slice(1).map((now, i) => now - between[i]!), 0)
            if (before !== undefined) expect(longest).toBeGreaterThanOrEqual(2_000 - GATHER_MS)
            last.set(text, at)
          }
        }
      }),
    )
  })
})
