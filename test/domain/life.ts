import fc from 'fast-check'
import { announced, COURIER, FREE, LABELS, PHONE, POINT } from './given.ts'
import { type History, play, shipments } from './histories.ts'
import { at, pointIdOf, walks } from './life-steps.ts'
import type { Step } from './random-calls.ts'

/**
 * Random lives of a shipment of one to three parcels: everybody who could hold it, in any order, under any
 * policy that can work. Most steps are what people would do next, because otherwise a life would rarely get
 * far. The rest are arbitrary acts of anybody.
 */

const HOUR = 3_600_000

const receiveStep =
  (label: string): Step =>
  (before) => ({
    type: 'receive-at-point',
    pointId: pointIdOf(before),
    labels: [label],
  })
const wrongAtCounter: Step = (before, matches) => ({
  type: 'try-code-at-counter',
  pointId: pointIdOf(before),
  proof: before.policy.counter.includes('pin') ? 'pin' : 'qr',
  labels: at(before, 'point'),
  blocked: FREE,
  malformed: false,
  foreign: false,
  matches: matches(false),
})

/** The steps to the point, by NL or as a drop-off, up to where the recipient's phone can finish there. */
const TO_THE_POINT: Step[] = [
  () => ({ type: 'schedule', roundId: 'round-1', courierId: COURIER }),
  () => ({ type: 'dispatch', roundId: 'round-1', courierId: COURIER, point: POINT }),
  () => ({ type: 'arrive', courierId: COURIER, deviceAt: '', placed: true }),
  () => ({ type: 'declare-no-code', courierId: COURIER, blocked: FREE }),
  () => ({
    type: 'check-identity',
    courierId: COURIER,
    declined: true,
    nameMatches: false,
    signed: false,
    blocked: FREE,
  }),
  ...LABELS.map(receiveStep),
  ...LABELS.map(
    (label): Step =>
      ({ link }) => ({ type: 'scan-label', session: PHONE, link, labels: [label], by: 'camera' }),
  ),
  ({ link }) => ({ type: 'declare-no-claims', session: PHONE, link }),
]

export const lives: fc.Arbitrary<History> = fc
  .record({
    shipment: shipments,
    /** How many of the steps to a point come first, and how many wrong codes follow there. */
    on: fc.constantFrom(0, 0, 3, 5, 7, 8, 12, 12),
    wrong: fc.constantFrom(0, 0, 0, 4),
    script: fc.array(
      fc.record({ step: walks, gap: fc.constantFrom(1_000, 1_000, 60_000, HOUR, 13 * HOUR) }),
      { minLength: 10, maxLength: 35, size: 'max' },
    ),
  })
  .map(({ shipment, on, wrong, script }) => {
    const [profile, policy] = shipment.policy
    const wrongs = on > 7 ? Array.from({ length: wrong }, () => wrongAtCounter) : []
    const beginning = [...TO_THE_POINT.slice(0, on), ...wrongs].map((step) => ({ step, gap: 1_000 }))
    return play(announced(profile, { ...shipment, policy }), [...beginning, ...script])
  })
