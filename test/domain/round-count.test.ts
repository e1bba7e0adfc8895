import { expect, test } from 'vitest'
import type { StopCount } from '../../worker/domain/decision.ts'
import { COUNTED, countTogether } from '../../worker/domain/round-count.ts'
import { courierStop } from '../../worker/views/courier-stop.ts'
import { roundStop } from '../../worker/views/round-stop.ts'
import { waiting } from './at-the-point.ts'
import {
  arrived,
  atTheDoor,
  backAtDepot,
  claimed,
  given,
  missed,
  nextVisit,
  onRound,
  stateOf,
} from './given.ts'

const NOTHING: StopCount = { handedOver: [], toPoint: [], atPoint: [], depot: [], unexplained: [] }
const stop = (shipmentId: string, count: Partial<StopCount>) => ({
  shipmentId,
  count: { ...NOTHING, ...count },
})

test('R26: of rounds counted together a parcel stands once, where it is now, in whichever order they come', () => {
  const morning = stop('a', { depot: ['1', '2'] })
  const evening = stop('a', { handedOver: ['1'], unexplained: ['2'] })
  for (const stops of [
    [morning, evening],
    [evening, morning],
  ])
    expect(countTogether(stops)).toEqual({
      ...NOTHING,
      handedOver: [{ shipmentId: 'a', label: '1' }],
      unexplained: [{ shipmentId: 'a', label: '2' }],
    })
  // A parcel that is back each time, and the same label in two shipments: neither gets lost in the count.
  expect(countTogether([morning, morning]).depot).toHaveLength(2)
  expect(countTogether([morning, stop('b', { depot: ['1'] })]).depot).toHaveLength(3)
  expect(COUNTED).toEqual(Object.keys(NOTHING))
})

const seen = (state: ReturnType<typeof stateOf>, roundId: string) =>
  roundStop(
    courierStop('s1', state, null, 3, () => 'then'),
    state,
    roundId,
  )

test('R26: a round’s sheet shows what was on its vehicle, back at the depot whatever came later', () => {
  const again = stateOf(
    [...atTheDoor('kse', { parcels: 2 }), missed, backAtDepot(['PARCEL-1']), ...nextVisit],
    arrived,
  )
  expect(seen(again, 'round-1')).toMatchObject({
    open: false,
    arrivedAt: null,
    outcome: null,
    parcels: [
      { label: 'PARCEL-1', place: 'depot' },
      { label: 'PARCEL-2', place: 'vehicle' },
    ],
  })
  expect(seen(again, 'round-2')).toMatchObject({
    open: true,
    parcels: [{ label: 'PARCEL-1', place: 'vehicle' }],
  })
  expect(seen(again, 'round-3')).toBeNull()
  expect(seen(stateOf(onRound('kse')), 'round-1')?.parcels).toHaveLength(1)
  const sent = given(waiting('kse')).when({ type: 'return-to-sender', pointId: 'p1', labels: ['PARCEL-1'] })
  expect(seen(sent.after, 'round-1')?.parcels).toMatchObject([{ place: 'point' }])
})

test('R21: a claimed stop is shown as claimed on its round’s sheet, closed or not', () => {
  const closed = given(atTheDoor('kse'), claimed).when({
    type: 'close-stop',
    roundId: 'round-1',
    scanned: [],
  })
  for (const state of [stateOf(atTheDoor('kse'), claimed), closed.after])
    expect(seen(state, 'round-1')).toMatchObject({ claimOpen: true })
})
