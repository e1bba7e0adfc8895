import assert from 'node:assert/strict'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide } from '../../worker/domain/decide.ts'
import { settle } from '../../worker/domain/history.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import { everyLife } from './every-history.ts'
import type { History } from './histories.ts'
import { lives } from './life.ts'

/**
 * Computes what was put on each vehicle from the facts alone, never from what the shipment itself remembers.
 */
function loads({ calls }: History): { after: Shipment; loads: Map<string, Set<string>>; now: number }[] {
  const on = new Map<string, Set<string>>()
  const put = (roundId: string, labels: string[]) =>
    on.set(roundId, new Set([...(on.get(roundId) ?? []), ...labels]))
  return calls.map(({ before, facts, now, after }) => {
    let state = before
    for (const fact of facts) {
      const at = (place: string) => state.parcels.filter((parcel) => parcel.place === place)
      if (fact.type === 'dispatched')
        put(
          fact.roundId,
          at('depot').flatMap(({ label, toSender }) => (toSender ? [] : [label])),
        )
      if (fact.type === 'moved' && state.visit?.open) {
        const labels = at('vehicle').map(({ label }) => label)
        for (const label of labels) on.get(state.visit.roundId)?.delete(label)
        put(fact.roundId, labels)
      }
      state = settle(state, fact, now).after
    }
    return { after, now, loads: new Map([...on].map(([roundId, labels]) => [roundId, new Set(labels)])) }
  })
}

const count = (state: Shipment, roundId: string, scanned: string[], now: number) => {
  const decision = decide(state, { type: 'close-stop', roundId, scanned }, now)
  if (!decision.ok || decision.answer.outcome !== 'counted') return null
  const { handedOver, toPoint, atPoint, depot, unexplained } = decision.answer
  return { facts: decision.facts, counted: [handedOver, toPoint, atPoint, depot, unexplained].flat(), depot }
}

test('R26: at any time, every parcel that was put on a round’s vehicle is in exactly one of its counts', () => {
  everyLife((history) => {
    for (const [i, { after, loads: on, now }] of loads(history).entries())
      for (const [roundId, labels] of on) {
        const counted = count(after, roundId, i % 2 ? [] : ['PARCEL-2'], now)
        // Everything was moved away, so this is not a stop of that round.
        if (labels.size === 0) assert.ok(!counted || counted.counted.length === 0)
        else
          assert.deepEqual(counted?.counted.sort(), [...labels].sort(), `${roundId} of ${after.trips.length}`)
      }
  })
})

test('R26: what a later round took out, or the depot received, an earlier one counts at the depot and records nothing', () => {
  everyLife((history) => {
    for (const { after, now } of loads(history))
      for (const { roundId } of after.trips) {
        if (roundId === after.visit?.roundId) continue
        const counted = count(after, roundId, ['PARCEL-1', 'PARCEL-2', 'PARCEL-3'], now)
        assert.deepEqual(counted?.facts, [])
        const again = after.trips.flatMap((trip) => (trip.roundId === roundId ? [] : trip.out))
        for (const label of counted?.counted ?? [])
          if (again.includes(label)) assert.ok(counted?.depot.includes(label), label)
      }
  })
})

test('R26: the histories have parcels that went out again, were moved, withdrawn, cancelled and claimed', () => {
  const reached = new Map<string, number>()
  const reach = (what: string) => reached.set(what, (reached.get(what) ?? 0) + 1)
  for (const { calls, end } of fc.sample(lives, { numRuns: 2_000, seed: 1 })) {
    if (end.trips.length > 1) reach('two rounds')
    if (end.trips.length > 2) reach('three rounds')
    if (end.trips.some(({ out, back }) => out.length > 0 && back.length > 0)) reach('half came back')
    for (const { before, command, facts } of calls) {
      const type = facts[0]?.type
      if (before.visit?.open && type === 'moved') reach('moved on the road')
      if (before.visit?.open && type === 'withdrawn') reach('withdrawn on the road')
      if (before.visit?.open && type === 'cancelled') reach('cancelled on the road')
      if (before.claim?.open && command.type === 'close-stop' && type) reach('closed under a claim')
      if (before.claim?.open && type === 'received-at-depot') reach('received under a claim')
      if (type === 'seen-at-depot') reach(type)
      for (const fact of facts) if (fact.type === 'unexplained') reach(fact.why)
    }
  }
  const wanted = [
    ...['two rounds', 'three rounds', 'half came back', 'moved on the road', 'withdrawn on the road'],
    ...['cancelled on the road', 'closed under a claim', 'received under a claim', 'seen-at-depot'],
    ...['not-scanned', 'not-received', 'not-at-point', 'unseen'],
  ]
  expect(wanted.filter((what) => (reached.get(what) ?? 0) < 5)).toEqual([])
})
