import { expect, test } from 'vitest'
import { type Clocks, isOff, readingOf, serverTime } from '../../web/courier/clock.ts'

const DAY = 86_400_000
const SERVER = Date.UTC(2027, 2, 4, 10)
/** A tablet that read the server's time when its own clock was off by this much, 300 ms after it had asked. */
const reading = (off: number) => {
  const asked = { device: SERVER + off - 150, monotonic: 1_000 }
  return readingOf(SERVER, asked, { device: SERVER + off + 150, monotonic: 1_300 })
}
/** The tablet's clocks this long after; `set` is how far somebody moved its clock meanwhile. */
const later = ({ device, monotonic }: Clocks, ms: number, set = 0): Clocks => ({
  device: device + ms + set,
  monotonic: monotonic + ms,
})

test.each([
  ['right', 0, false],
  ['a minute ahead', 60_000, false],
  ['a minute behind', -60_000, false],
  ['two days ahead', 2 * DAY, true],
  ['in 1970', -SERVER, true],
])('R13: the courier is told of a clock that is off: %s', (_title, off, told) => {
  expect(isOff(reading(off))).toBe(told)
})

test.each([
  ['right', 0],
  ['two days ahead', 2 * DAY],
  ['in 1970', -SERVER],
])('R13: an arrival is told in the server’s time, whatever the tablet’s clock shows: %s', (_title, off) => {
  const read = reading(off)
  expect(serverTime(read, later(read, 60_000))).toBe(SERVER + 150 + 60_000)
})

test('R13: a clock that was set back since the reading does not run backwards here', () => {
  const read = reading(0)
  expect(serverTime(read, later(read, 60_000, -DAY))).toBe(SERVER + 150 + 60_000)
})

test('R13: a tablet that slept has its clock go on while the other stood still', () => {
  const read = reading(0)
  const woken = { device: read.device + 3_600_000, monotonic: read.monotonic + 5_000 }
  expect(serverTime(read, woken)).toBe(SERVER + 150 + 3_600_000)
})

test('R13: without a reading its own clock is all there is', () => {
  expect(serverTime(null, { device: 5, monotonic: 1 })).toBe(5)
})
