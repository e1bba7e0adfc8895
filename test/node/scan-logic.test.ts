import { describe, expect, test } from 'vitest'
import { problemOf } from '../../web/scan/camera.ts'
import { plan, visibleRegion } from '../../web/scan/grab.ts'

describe('what is cut from the picture', () => {
  test('a phone shows the middle of a landscape video: the frame maps into it', () => {
    const box = { width: 390, height: 844 }
    const frame = { x: 20, y: 270, width: 350, height: 204 }
    const region = visibleRegion({ width: 1280, height: 720 }, box, frame, 0)
    const scale = 844 / 720
    expect(region.width).toBeCloseTo(350 / scale, -1)
    expect(region.x + region.width / 2).toBeCloseTo(640, -1)
  })

  test('never outside of the video', () => {
    const frame = { x: -500, y: -500, width: 5_000, height: 5_000 }
    expect(visibleRegion({ width: 640, height: 480 }, { width: 300, height: 300 }, frame, 0.2)).toEqual({
      x: 0,
      y: 0,
      width: 640,
      height: 480,
    })
  })

  test('a small image is enlarged only where asked, a large one always reduced', () => {
    const region = { x: 0, y: 0, width: 100, height: 50 }
    expect(plan({ region, maxSide: 1_000 })).toEqual({ scale: 1, width: 100, height: 50 })
    expect(plan({ region, maxSide: 1_000, enlarge: 4 })).toEqual({ scale: 4, width: 400, height: 200 })
    expect(plan({ region, maxSide: 50 })).toEqual({ scale: 0.5, width: 50, height: 25 })
    expect(plan({ region, maxSide: 100, degrees: 90 })).toEqual({ scale: 1, width: 50, height: 100 })
  })
})

test.each([
  ['NotAllowedError', 'denied'],
  ['NotFoundError', 'no-camera'],
  ['OverconstrainedError', 'no-camera'],
  ['NotReadableError', 'busy'],
  ['TypeError', 'unsupported'],
])('%s means %s', (name, problem) => {
  expect(problemOf({ name })).toBe(problem)
})
