import { expect, test } from 'vitest'
import { decide } from '../../worker/domain/decide.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import { courier, dispatchedNoPoint, NOW, onRound, onTheRoad, stateOf } from '../domain/given.ts'
import {
  type Door,
  type DoorAnswer,
  type DoorCall,
  type DoorRules,
  doorAnswer,
  doorSpec,
} from '../support/door-spec.ts'
import { linearize, type Observed } from '../support/linearizable.ts'

const HOLD: DoorRules = { afterWrong: 'hold', point: true }
const arrive: DoorCall = { type: 'arrive' }
const wrong: DoorCall = { type: 'try', right: false }
const right: DoorCall = { type: 'try', right: true }
const fail: DoorCall = { type: 'fail' }
const cancel: DoorCall = { type: 'cancel' }

const commandOf = (call: DoorCall) => {
  if (call.type === 'arrive') return courier.arrive()
  if (call.type === 'try') return courier.code(call.right ? 'right' : 'wrong')
  return call.type === 'fail' ? courier.fail() : ({ type: 'cancel' } as const)
}

/** Yields every sequence of calls of this length. */
function* orders(length: number): Generator<DoorCall[]> {
  if (length === 0) yield []
  else
    for (const rest of orders(length - 1))
      for (const call of [arrive, wrong, right, fail, cancel]) yield [...rest, call]
}

const RULES: [string, DoorRules, Fact[]][] = [
  ['chronopost', HOLD, onTheRoad('chronopost')],
  ['chronopost without a point', { ...HOLD, point: false }, [...onRound('chronopost'), dispatchedNoPoint]],
  ['kse', { afterWrong: 'identity', point: true }, onTheRoad('kse')],
]

test.each(RULES)(
  'R12: called one after another, the door of %s answers as it is specified',
  (_, rules, story) => {
    const beginnings = [[], [arrive, wrong, wrong, wrong, wrong], [arrive, wrong, wrong, wrong, wrong, wrong]]
    const spec = doorSpec(rules)
    for (const beginning of beginnings)
      for (const order of orders(3)) {
        let shipment = stateOf(...story)
        let door: Door = spec.start
        for (const call of [...beginning, ...order]) {
          const decision = decide(shipment, commandOf(call), NOW)
          if (decision.ok) for (const fact of decision.facts) shipment = settle(shipment, fact, NOW).after
          const { state, result } = spec.apply(door, call)
          door = state
          const answer = doorAnswer(decision.ok ? decision.answer : { code: decision.refusal })
          expect(answer, JSON.stringify(order)).toEqual(result)
        }
      }
  },
)

const saw = (call: DoorCall, invoked: number, returned: number | null, result?: DoorAnswer) =>
  ({ call, invoked, returned, ...(result && { result }) }) as Observed<DoorCall, DoorAnswer>
const there = saw(arrive, 0, 1, { outcome: 'done' })
const left = (n: number): DoorAnswer => ({ outcome: 'wrong', left: n })
const explained = (...calls: Observed<DoorCall, DoorAnswer>[]) => linearize(calls, doorSpec(HOLD)) !== null

test('R12: what no door may answer is explained by nothing', () => {
  const four = [4, 3, 2, 1].map((n) => saw(wrong, 2, 9, left(n)))
  expect(explained(there, ...four, saw(wrong, 2, 9, { outcome: 'held' }))).toBe(true)
  // These are a sixth evaluated code, a code that counts twice, and a code that costs nothing.
  const held = saw(wrong, 2, 9, { outcome: 'held' })
  expect(explained(there, ...four, held, saw(wrong, 2, 9, left(1)))).toBe(false)
  expect(explained(there, saw(wrong, 2, 3, left(3)))).toBe(false)
  expect(explained(there, saw(wrong, 2, 3, left(4)), saw(wrong, 4, 5, left(4)))).toBe(false)
  // These are a second hand-over, a hand-over after cancellation, and a right code answered differently from
  // a wrong one.
  const given: DoorAnswer = { outcome: 'handed-over' }
  expect(explained(there, saw(right, 2, 9, given), saw(right, 2, 9, given))).toBe(false)
  expect(explained(there, saw(cancel, 2, 3, { outcome: 'done' }), saw(right, 4, 5, given))).toBe(false)
  expect(explained(there, ...four, held, saw(right, 10, 11, left(0)))).toBe(false)
  // A code whose answer nobody saw may have counted.
  expect(explained(there, saw(wrong, 2, null), saw(wrong, 4, 5, left(3)))).toBe(true)
})
