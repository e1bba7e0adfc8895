import assert from 'node:assert/strict'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Parcel } from '../../worker/domain/custody.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import { isOver } from '../../worker/domain/reading.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import type { ParcelPlace } from '../../worker/domain/terms.ts'
import { everyLife, everyLifeFact } from './every-history.ts'
import { lives } from './life.ts'

/**
 * Only these facts move a parcel from one holder to the next (R26): the next holder confirms it, or it is
 * proved.
 */
const MOVES: Record<string, Fact['type'][]> = {
  'depot>vehicle': ['dispatched'],
  'depot>to-point': ['point-chosen'],
  'depot>point': ['received-at-point'],
  'depot>sender': ['left-for-sender'],
  'vehicle>recipient': ['handed-over'],
  'vehicle>to-point': ['held', 'declared-at-point'],
  'vehicle>point': ['received-at-point'],
  'vehicle>depot': ['received-at-depot'],
  'vehicle>unexplained': ['unexplained'],
  'depot>unexplained': ['unexplained'],
  'to-point>vehicle': ['visit-reopened'],
  'to-point>point': ['received-at-point'],
  'to-point>depot': ['received-at-depot'],
  'to-point>unexplained': ['unexplained'],
  'unexplained>point': ['received-at-point'],
  'unexplained>depot': ['received-at-depot'],
  'point>recipient': ['handed-over'],
  'point>sender': ['left-for-sender'],
}

interface Move {
  name: string
  label: string
  from: Parcel
}
function movesOf(before: Shipment, after: Shipment): Move[] {
  return before.parcels.flatMap((from, i) => {
    const to = after.parcels[i]?.place
    return to === from.place ? [] : [{ name: `${from.place}>${to}`, label: from.label, from }]
  })
}

test('R26: each parcel is in exactly one place, and custody moves by whoever has it next', () => {
  everyLifeFact((fact, before, after) => {
    assert.deepEqual(
      after.parcels.map(({ label }) => label),
      before.parcels.map(({ label }) => label),
    )
    for (const { name, label } of movesOf(before, after)) {
      assert.ok(MOVES[name]?.includes(fact.type), `${name} by ${fact.type}`)
      if ('labels' in fact) assert.ok(fact.labels.includes(label), `${label} moved by a fact of others`)
    }
  })
})

test('R26: every move and every end is reached somewhere', () => {
  const reached = new Map<string, number>()
  const reach = (what: string) => reached.set(what, (reached.get(what) ?? 0) + 1)
  // The lives are always the same ones, so that reaching every case does not depend on luck.
  for (const { calls, end } of fc.sample(lives, { numRuns: 3_000, seed: 1 })) {
    reach(end.phase)
    for (const { facts, before, after } of calls) {
      for (const { name } of movesOf(before, after)) reach(name)
      for (const fact of facts) {
        reach(fact.type)
        if (fact.type === 'handed-over') reach(`${fact.pointId ? 'counter' : 'door'} ${fact.proof}`)
        if (fact.type === 'return-ordered') reach(`return ${fact.reason}`)
      }
    }
    if (end.evaluatedAtCounter === 5) reach('five at the counter')
    if (end.evaluated === 5) reach('five at the door')
  }
  const phases = ['handed-over', 'partly-handed-over', 'held', 'refused', 'at-depot', 'returned', 'cancelled']
  const proofs = ['pin', 'qr', 'link', 'identity'].flatMap((proof) => [`door ${proof}`, `counter ${proof}`])
  const rest = ['door ordinary', 'five at the door', 'five at the counter', 'tablet-failed', 'claim-decided']
  const returns = ['storage-ended', 'no-proof-left', 'counter', 'dispatcher'].map((why) => `return ${why}`)
  const wanted = [...Object.keys(MOVES), ...phases, ...proofs, ...rest, ...returns]
  wanted.push(
    'visit-reopened',
    'refused-at-point',
    'storage-extended',
    'reminded',
    'found-at-point',
    'shelved',
    'declared-back',
    'identity-suspended',
    'suspension-lifted',
    'receipt-confirmed',
  )
  expect(wanted.filter((what) => (reached.get(what) ?? 0) < 5)).toEqual([])
})

test('R26: no end is ever left, and what went back to its sender goes to nobody else', () => {
  everyLifeFact((fact, before, after) => {
    if (isOver(before)) assert.equal(after.phase, before.phase)
    for (const { name, from } of movesOf(before, after)) {
      assert.ok(!from.toSender || !name.endsWith('>recipient'), `${name} of a parcel for its sender`)
      assert.ok(name !== 'sender>depot' && !name.startsWith('recipient>'), name)
    }
    if (fact.type === 'handed-over') assert.ok(!isOver(before))
    const done = after.parcels.every(({ place, toSender }) => place === 'recipient' || toSender)
    if (done && after.phase !== 'cancelled')
      assert.ok(after.phase === 'handed-over' || after.phase === 'returned', after.phase)
  })
})

test('R15, R28: out of a vehicle only by a proof of the door, out of a point only by one of its counter', () => {
  everyLifeFact((fact, before, _after, { command, compared }) => {
    if (fact.type !== 'handed-over') return
    const { policy, visit, hold, parcels } = before
    const from = new Set(parcels.filter(({ label }) => fact.labels.includes(label)).map(({ place }) => place))
    const expected: ParcelPlace = fact.pointId === undefined ? 'vehicle' : 'point'
    assert.deepEqual([...from], [expected])
    assert.ok(!before.claim?.open)
    if (fact.proof === 'pin' || fact.proof === 'qr') assert.equal(compared, 1)
    if (fact.pointId === undefined) {
      assert.ok(visit?.open && !before.destination)
      if (fact.proof === 'ordinary') assert.ok(!before.secured && command.type === 'deliver')
      else if (fact.proof !== 'identity') assert.ok(before.secured && policy.door.includes(fact.proof))
      else assert.ok(before.secured && command.type === 'check-identity' && command.nameMatches)
      return
    }
    assert.equal(fact.pointId, hold?.point.id)
    assert.ok(fact.proof !== 'ordinary')
    assert.ok(before.secured ? policy.counter.includes(fact.proof) : fact.proof === 'identity')
    assert.ok('pointId' in command ? command.pointId === fact.pointId : command.type === 'finish')
    if (fact.proof === 'pin' || fact.proof === 'qr')
      assert.ok(before.destination !== null || policy.newCodeAtPoint)
  })
})

test('R28: received from a depot, or from a vehicle without arrival there, is undeclared in every life', () => {
  everyLife(({ calls }) => {
    // An arrival declares a parcel only for the point at which it was recorded, not for a point chosen later.
    let arrivedAt: string | null = null
    for (const call of calls) {
      let before: Shipment = call.before
      for (const fact of call.facts) {
        if (fact.type === 'arrived') arrivedAt = before.destination?.id ?? null
        if (fact.type === 'point-chosen' && fact.point.id !== before.destination?.id) arrivedAt = null
        if (fact.type === 'received-at-point' && before.secured)
          for (const { label, place } of before.parcels) {
            if (!fact.labels.includes(label)) continue
            const arrived: boolean = before.visit?.arrivedAt !== null && arrivedAt === fact.pointId
            if (place === 'depot') assert.equal(fact.undeclared, true)
            if (place === 'vehicle') assert.equal(fact.undeclared === true, !arrived)
          }
        before = settle(before, fact, call.now).after
      }
    }
  })
})

test('R21, R28: against a document nothing leaves a counter that is undeclared or suspended, by no sequence', () => {
  everyLife(({ calls }) => {
    // The expected state is computed from the log alone, by other means than the decider's.
    const undeclared = new Set<string>()
    let suspended = false
    for (const { facts, before } of calls)
      for (const fact of facts) {
        if (fact.type === 'received-at-point')
          for (const label of fact.labels) undeclared[fact.undeclared ? 'add' : 'delete'](label)
        if (fact.type === 'receipt-confirmed') for (const label of fact.labels) undeclared.delete(label)
        if (fact.type === 'arrived' && fact.late) undeclared.clear()
        if (fact.type === 'identity-suspended') suspended = true
        if (fact.type === 'suspension-lifted') suspended = false
        if (fact.type !== 'handed-over' || fact.proof !== 'identity' || !before.secured) continue
        assert.ok(!suspended, 'identity while it was suspended')
        if (fact.pointId !== undefined)
          for (const label of fact.labels) assert.ok(!undeclared.has(label), label)
      }
  })
})

test('R28: what a counter issues, that very point received before, and scanned in the act', () => {
  everyLife(({ calls }) => {
    const receivedBy = new Map<string, string>()
    for (const { facts, command, before } of calls)
      for (const fact of facts) {
        if (fact.type === 'received-at-point')
          for (const label of fact.labels) receivedBy.set(label, fact.pointId)
        if (fact.type !== 'handed-over' || fact.pointId === undefined) continue
        for (const label of fact.labels) assert.equal(receivedBy.get(label), fact.pointId)
        const scanned = 'labels' in command ? (command.labels ?? []) : (before.hold?.clerk?.labels ?? [])
        if (fact.proof !== 'link') assert.deepEqual(new Set(fact.labels), new Set(scanned))
        else
          assert.ok(
            fact.labels.every((label) => [...scanned, ...(before.hold?.clerk?.labels ?? [])].includes(label)),
          )
      }
  })
})
