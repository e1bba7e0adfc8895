import { describe, expect, test } from 'vitest'
import { revealed, wordsShown } from '../../worker/domain/reading.ts'
import { waiting } from './at-the-point.ts'
import { courier, given, nextVisit, OTHER_PHONE, onTheRoad, PHONE, phone, scanned, stateOf } from './given.ts'

const ARRIVAL = { policy: { reveal: 'arrival' } } as const

/** A delivery whose page shows the code at the arrival. */
const told = () => given(onTheRoad('chronopost', ARRIVAL))
/** How the courier arrives: where the address has coordinates, with or without a place of the tablet. */
const near = { located: true, placed: true, distanceM: 300 }
const far = { located: true, placed: true, distanceM: 301 }
const nowhere = { located: true, placed: false }
const unlocated = { placed: false }

describe('R39: reveal "arrival"', () => {
  test('R39: nothing shows before the courier’s arrival is recorded, to nobody', () => {
    const after = stateOf(onTheRoad('chronopost', ARRIVAL))
    expect([revealed(after, PHONE), revealed(after, OTHER_PHONE), wordsShown(after)]).toEqual([
      false,
      false,
      false,
    ])
  })

  test('R39: an arrival within 300 m shows the code on every phone with the link, and the words on both screens', () => {
    const { after } = told().when(courier.arrive(near))
    expect([revealed(after, PHONE), revealed(after, OTHER_PHONE), wordsShown(after)]).toEqual([
      true,
      true,
      true,
    ])
  })

  test.each([
    ['further away', far],
    ['without a place, where the address has one', nowhere],
  ])('R39: an arrival %s shows neither code nor words', (_, how) => {
    const story = told().when(courier.arrive(how))
    expect([revealed(story.after, PHONE), wordsShown(story.after)]).toEqual([false, false])
    // It is an arrival all the same.
    story.when(courier.code('right')).answers({ outcome: 'handed-over' })
  })

  test('R39: where the address has no coordinates, any recorded arrival shows them', () => {
    const { after } = told().when(courier.arrive(unlocated))
    expect([revealed(after, PHONE), wordsShown(after)]).toEqual([true, true])
  })

  test('R39: before, or at a far arrival, the camera of this phone reveals to it; a photo never does', () => {
    for (const how of [null, far]) {
      const story = how ? told().when(courier.arrive(how)) : told()
      const camera = story.when(phone.scan('PARCEL-1')).after
      expect([revealed(camera, PHONE), revealed(camera, OTHER_PHONE)]).toEqual([true, false])
      // The words are for two who stand at the door, so an arrival belongs to them.
      expect(wordsShown(camera)).toBe(how !== null)
      expect(revealed(story.when(phone.scan('PARCEL-1', { by: 'photo' })).after, PHONE)).toBe(false)
    }
  })

  test('R39: after five wrong codes, and when the visit is over, nothing shows any more', () => {
    let story = told().when(courier.arrive(near))
    for (let i = 0; i < 4; i++) story = story.when(courier.code('wrong'))
    expect([revealed(story.after, PHONE), wordsShown(story.after)]).toEqual([true, true])
    story = story.when(courier.code('wrong'))
    expect([revealed(story.after, PHONE), wordsShown(story.after)]).toEqual([false, false])
    const failed = told().when(courier.arrive(near)).when(courier.fail()).after
    expect([revealed(failed, PHONE), wordsShown(failed)]).toEqual([false, false])
  })

  test('R39: the next visit needs its own arrival', () => {
    const arrived = { type: 'arrived', deviceAt: '2026-03-04T08:00:00Z', placed: true, near: true } as const
    const again = stateOf(onTheRoad('chronopost', ARRIVAL), arrived, nextVisit)
    expect([revealed(again, PHONE), wordsShown(again)]).toEqual([false, false])
  })

  test('R39: at a point no arrival counts, the camera does', () => {
    const there = waiting('kse', { policy: { reveal: 'arrival' } })
    // The point's new code is told as it receives the parcel (R28).
    const state = { ...stateOf(there), secretSent: stateOf(there).secret }
    expect(revealed(state, PHONE)).toBe(false)
    const { page } = stateOf(there, scanned())
    expect([revealed({ ...state, page }, PHONE), wordsShown({ ...state, page })]).toEqual([true, false])
  })

  test.each(['message', 'scan'] as const)('R39: with reveal "%s" no visit has words', (reveal) => {
    const { after } = given(onTheRoad('chronopost', { policy: { reveal } })).when(courier.arrive(near))
    expect(wordsShown(after)).toBe(false)
  })
})
