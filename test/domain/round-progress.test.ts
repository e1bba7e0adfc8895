import { describe, expect, test } from 'vitest'
import { type RoundStop, roundProgress } from '../../worker/domain/round-progress.ts'
import type { Phase, StopMark } from '../../worker/domain/terms.ts'

const stop = (phase: Phase, more: Partial<RoundStop> = {}): RoundStop => ({
  shipmentId: `s-${phase}`,
  waybill: `W-${phase}`,
  refused: null,
  phase,
  changedAt: 1,
  elsewhere: false,
  ...more,
})

describe('given a round’s stops, when somebody looks', () => {
  test.each<[Phase, StopMark]>([
    ['announced', 'open'],
    ['scheduled', 'open'],
    ['out-for-delivery', 'open'],
    ['handed-over', 'done'],
    ['partly-handed-over', 'partly'],
    ['held', 'held'],
    ['refused', 'back'],
    ['at-depot', 'back'],
    ['returned', 'back'],
    ['cancelled', 'back'],
  ])('then %s shows as %s', (phase, mark) => {
    expect(roundProgress([stop(phase)], true).marks).toEqual([mark])
  })

  test('then the first open stop is where the courier is', () => {
    const stops = [stop('handed-over'), stop('held'), stop('out-for-delivery'), stop('out-for-delivery')]
    expect(roundProgress(stops, true).next).toEqual({
      shipmentId: 's-out-for-delivery',
      waybill: 'W-out-for-delivery',
      place: 3,
    })
  })

  test('then a finished round, and one without stops, has nobody anywhere', () => {
    expect(roundProgress([stop('handed-over'), stop('at-depot')], true).next).toBeNull()
    expect(roundProgress([], true)).toEqual({ marks: [], next: null, changedAt: null })
  })

  test('then what was withdrawn or refused is off it, and its later life is not the round’s', () => {
    const stops = [stop('out-for-delivery', { refused: 'withdrawn', changedAt: 9 }), stop('handed-over')]
    expect(roundProgress(stops, true)).toEqual({ marks: ['off', 'done'], next: null, changedAt: 1 })
  })

  test('then what goes out again on a later round came back from this one', () => {
    const stops = [stop('out-for-delivery', { elsewhere: true }), stop('handed-over', { elsewhere: true })]
    expect(roundProgress(stops, true).marks).toEqual(['back', 'done'])
  })

  test('then a planned round is all open, also where the index is a moment behind', () => {
    const stops = [stop('announced'), stop('at-depot'), stop('scheduled'), stop('cancelled')]
    expect(roundProgress(stops, false).marks).toEqual(['open', 'open', 'open', 'back'])
  })
})
