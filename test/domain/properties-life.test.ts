import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Fact } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import { codesUsable, isOver, pageScans } from '../../worker/domain/reading.ts'
import type { ParcelPlace } from '../../worker/domain/terms.ts'
import { everyLife, everyLifeCall, everyLifeFact } from './every-history.ts'
import { T0 } from './given.ts'

test('R12, R28: at most five codes are compared at the door and five at counters, each once and recorded', () => {
  everyLife(({ calls, end }) => {
    const compared = { door: 0, counter: 0 }
    for (const call of calls) {
      assert.ok(call.compared <= 1)
      if (call.command.type === 'try-code') compared.door += call.compared
      else if (call.command.type === 'try-code-at-counter') compared.counter += call.compared
      else assert.equal(call.compared, 0)
    }
    assert.ok(compared.door <= 5 && compared.counter <= 5)
    assert.deepEqual([end.evaluated, end.evaluatedAtCounter], [compared.door, compared.counter])
  })
})

test('R28: a closed counter answers every code alike, and compares nothing', () => {
  everyLifeCall(({ before, command, decision, compared }) => {
    if (command.type !== 'try-code-at-counter' || before.evaluatedAtCounter < 5) return
    assert.equal(compared, 0)
    if (decision.ok) assert.deepEqual([decision.facts, decision.answer], [[], { outcome: 'closed' }])
    else assert.ok(['not-found', 'claim-open', 'not-received'].includes(decision.refusal), decision.refusal)
  })
})

const AT_COUNTER = [
  'try-code-at-counter',
  'check-identity-at-counter',
  'scan-at-counter',
  'refuse-at-counter',
]
AT_COUNTER.push('extend-at-counter', 'return-to-sender')

test('R28: another point’s staff find nothing', () => {
  everyLifeCall(({ before, command, decision }) => {
    if (!AT_COUNTER.includes(command.type) || !('pointId' in command)) return
    if (before.hold?.point.id !== command.pointId)
      assert.deepEqual(decision, { ok: false, refusal: 'not-found' })
  })
})

test('R28: after NL the code of that door is compared with nothing any more', () => {
  everyLife(({ calls }) => {
    let dead = 0
    for (const { facts, before, after, compared } of calls) {
      if (compared > 0) assert.ok(before.secret > dead)
      if (facts.some(({ type }) => type === 'held')) dead = before.secret
      // A hold that was taken back was none, so its code opens the door again (R37).
      if (facts.some(({ type }) => type === 'visit-reopened')) dead = Math.min(dead, after.secret - 1)
    }
  })
})

test('R28: a code that was told for a door opens nothing at a counter', () => {
  everyLife(({ calls }) => {
    let door = 0
    for (const { command, before, compared } of calls) {
      if (before.visit?.open && !before.destination) door = Math.max(door, before.secretSent)
      if (command.type === 'try-code-at-counter' && compared > 0) assert.ok(before.secret > door)
    }
  })
})

test('R5: no message tells a secret that opens nothing, and what is told is the current one', () => {
  everyLifeFact((_fact, before, after) => {
    const orders = after.unsent.filter(({ about }) => about === after.seq && about > before.seq)
    assert.ok(after.secretSent <= after.secret)
    for (const { order } of orders) {
      if (!order.secret) continue
      assert.ok(after.secured && !isOver(after))
      assert.ok(codesUsable(after) || pageScans(after))
      assert.equal(after.secretSent, after.secret)
    }
    if (orders.length === 0) assert.equal(after.secretSent, before.secretSent)
  })
})

test('R5: "ready" is told of what is there, once for each time that all of it has come', () => {
  everyLifeFact((fact, before, after) => {
    const told = after.unsent.some(({ about, order }) => about === after.seq && order.cause === 'ready')
    if (!told) return
    const place = (is: ParcelPlace) => after.parcels.some((parcel) => parcel.place === is)
    assert.ok(place('point') && !isOver(after))
    // After a partial hand-over the new code is told at once, whatever else is still coming (R24).
    if (fact.type !== 'handed-over') assert.ok(!place('to-point'))
    const again = fact.type === 'received-at-point' || fact.type === 'handed-over'
    assert.ok(again || !before.hold?.ready, `told again by ${fact.type}`)
  })
})

test('R29: one extension a hold, and a return at most once a parcel', () => {
  everyLifeFact((fact, before) => {
    if (fact.type === 'storage-extended') assert.equal(before.hold?.extended, false)
    if (fact.type !== 'return-ordered') return
    const asked = before.parcels.filter(({ label }) => fact.labels.includes(label))
    assert.ok(asked.length > 0 && asked.every(({ toSender, place }) => !toSender && place !== 'recipient'))
  })
})

test('R31: replaying the stored facts of a whole life gives the same state; a refusal changes nothing', () => {
  everyLife(({ first, calls, end }) => {
    const stored = (fact: Fact) => JSON.parse(JSON.stringify(fact)) as Fact
    let state = settle(null, stored(first), T0).after
    for (const { facts, now, decision, before, after } of calls) {
      for (const fact of facts) state = settle(state, stored(fact), now).after
      if (!decision.ok) assert.equal(after, before)
    }
    assert.deepEqual(state, end)
  })
})

test('R33: one fact of a call carries the carrier’s code at most; exactly one of each hand-over or hold', () => {
  everyLifeCall(({ facts }) => {
    const codes = facts.filter((fact) => 'code' in fact && fact.code)
    assert.ok(codes.length <= 1)
    if (facts.some(({ type }) => type === 'handed-over' || type === 'held')) assert.equal(codes.length, 1)
  })
})
