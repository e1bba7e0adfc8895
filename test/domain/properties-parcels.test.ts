import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Fact } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import { everyCall, everyFact, everyHistory } from './every-history.ts'
import { T0 } from './given.ts'

test('R14: a hold is of every parcel not handed over', () => {
  everyFact((fact, { after }) => {
    if (fact.type !== 'held') return
    // Of what a refused late act gave away nobody knows where it is, so it cannot be held (R36).
    const rest = after.parcels.filter(({ place }) => place !== 'recipient' && place !== 'unexplained')
    assert.deepEqual(
      fact.labels,
      rest.map((parcel) => parcel.label),
    )
    assert.ok(rest.every((parcel) => parcel.place === (fact.point ? 'to-point' : 'vehicle')))
  })
})

const LEGAL: Record<string, Fact['type']> = {
  'depot>vehicle': 'dispatched',
  'vehicle>depot': 'received-at-depot',
  'vehicle>recipient': 'handed-over',
  'vehicle>to-point': 'held',
  'to-point>vehicle': 'visit-reopened',
  'vehicle>unexplained': 'unexplained',
  'to-point>unexplained': 'unexplained',
  'unexplained>recipient': 'handed-over',
  'unexplained>depot': 'received-at-depot',
}

test('R24: every parcel is in exactly one place and moves only as a fact says', () => {
  everyCall(({ before, after, facts }, { first }) => {
    assert.deepEqual(
      after.parcels.map((parcel) => parcel.label),
      first.type === 'announced' && first.labels,
    )
    for (const [i, parcel] of after.parcels.entries()) {
      const from = before.parcels[i]?.place
      if (from === parcel.place) continue
      const moved = facts.find((fact) => fact.type === LEGAL[`${from}>${parcel.place}`])
      assert.ok(moved, `${from}>${parcel.place}`)
      if ('labels' in moved) assert.ok(moved.labels.includes(parcel.label))
    }
  })
})

test('R24: a partial hand-over ends secret and link, and keeps the attempts', () => {
  everyFact((fact, { before, after, compared }) => {
    if (fact.type !== 'handed-over') return
    const partly = after.parcels.some((parcel) => parcel.place !== 'recipient')
    assert.equal(after.phase, partly ? 'partly-handed-over' : 'handed-over')
    assert.equal(after.secret, before.secret + (partly ? 1 : 0))
    assert.equal(after.link, before.link + (partly ? 1 : 0))
    assert.equal(after.evaluated, before.evaluated + compared)
  })
})

test('R31: replaying the stored facts gives the same state', () => {
  everyHistory(({ first, calls, end }) => {
    const stored = (fact: Fact) => JSON.parse(JSON.stringify(fact)) as Fact
    let state = settle(null, stored(first), T0).after
    for (const { facts, now } of calls)
      for (const fact of facts) state = settle(state, stored(fact), now).after
    assert.deepEqual(state, end)
  })
})

test('R33: exactly one fact of each hand-over or hold carries the carrier’s code', () => {
  everyCall(({ facts }) => {
    if (!facts.some((fact) => fact.type === 'handed-over' || fact.type === 'held')) return
    assert.equal(facts.filter((fact) => 'code' in fact && fact.code).length, 1)
  })
})
