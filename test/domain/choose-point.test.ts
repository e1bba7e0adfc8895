import { expect, test } from 'vitest'
import { choosePoint, distanceM, type LocatedPoint } from '../../worker/domain/choose-point.ts'

const MONDAY = 0
const HOME = { postcode: '75011', country: 'FR', lat: 48.8566, lon: 2.3522 }

function point(
  id: string,
  place: Partial<LocatedPoint['place']>,
  kind: LocatedPoint['kind'] = 'point',
): LocatedPoint {
  return { id, name: id, kind, address: 'street', place: { postcode: '75000', country: 'FR', ...place } }
}

test('R14: the nearest by distance', () => {
  const near = point('near', { lat: 48.86, lon: 2.35 })
  const far = point('far', { lat: 48.9, lon: 2.3 })
  expect(choosePoint(HOME, [far, near], MONDAY)?.id).toBe('near')
  expect(distanceM(HOME, near.place)).toBeLessThan(1000)
})

test('R14: without coordinates the one whose postcode agrees most', () => {
  const home = { postcode: '75011', country: 'FR' }
  expect(
    choosePoint(home, [point('69', { postcode: '69001' }), point('75', { postcode: '75012' })], MONDAY)?.id,
  ).toBe('75')
})

test('R14: never a locker, however near', () => {
  const locker = point('locker', { lat: HOME.lat, lon: HOME.lon }, 'locker')
  expect(choosePoint(HOME, [locker], MONDAY)).toBeNull()
  expect(choosePoint(HOME, [locker, point('office', { lat: 44, lon: 5 }, 'office')], MONDAY)?.id).toBe(
    'office',
  )
})

test('R14: none in the country is none: back to the depot', () => {
  expect(choosePoint(HOME, [], MONDAY)).toBeNull()
  expect(
    choosePoint(HOME, [point('abroad', { country: 'BE', lat: HOME.lat, lon: HOME.lon })], MONDAY),
  ).toBeNull()
})

test('R14: the courier is given the point without its coordinates', () => {
  expect(choosePoint(HOME, [point('a', { lat: 48, lon: 2 })], MONDAY)).toEqual({
    id: 'a',
    name: 'a',
    kind: 'point',
    address: 'street',
  })
})
