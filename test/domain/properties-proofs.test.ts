import assert from 'node:assert/strict'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fact } from '../../worker/domain/event.ts'
import { revealed, wordsShown } from '../../worker/domain/reading.ts'
import { everyCall, everyFact, everyHistory, everyLifeCall, MANY_RUNS } from './every-history.ts'
import { OTHER_PHONE, PHONE } from './given.ts'
import { type Call, type History, histories } from './histories.ts'
import { HARDLY } from './random-calls.ts'

test('R12: the histories reach what the rules are about', () => {
  const sample = fc.sample(histories, { numRuns: 5_000, seed: 1 })
  const reached = new Map<string, number>()
  const count = (what: string) => reached.set(what, (reached.get(what) ?? 0) + 1)
  for (const { calls, end } of sample) {
    if (end.evaluated === 5) count('five evaluated')
    for (const { facts } of calls)
      for (const fact of facts) {
        count(fact.type)
        if (fact.type === 'handed-over') count(fact.labels.length < fact.of ? 'partly' : fact.proof)
        if (fact.type === 'dispatched' && calls.some((call) => call.before.handOvers.length > 0))
          count('again')
      }
  }
  const wanted = [
    'pin',
    'qr',
    'link',
    'identity',
    'ordinary',
    'partly',
    'held',
    'visit-failed',
    'five evaluated',
  ]
  wanted.push('claim-raised', 'claim-decided', 'moved', 'withdrawn', 'received-at-depot', 'again')
  for (const what of wanted) expect(reached.get(what) ?? 0, what).toBeGreaterThan(15)
})

test('R12: at most five codes are ever evaluated, each is recorded, and none is given back', () => {
  everyHistory(({ calls, end }) => {
    const compared = calls.reduce((sum, call) => sum + call.compared, 0)
    assert.ok(compared <= 5)
    assert.equal(end.evaluated, compared)
    for (const { before, after } of calls) assert.ok(after.evaluated >= before.evaluated)
  }, MANY_RUNS)
})

test('R12: a code is compared once at most, and never when closed, ended, blocked, free or before arrival', () => {
  everyCall(({ before, command, compared }) => {
    if (compared === 0) return
    assert.equal(compared, 1)
    assert.ok(command.type === 'try-code')
    assert.ok(before.visit?.open && before.visit.arrivedAt !== null)
    assert.equal(before.visit.courierId, command.courierId)
    assert.ok(before.evaluated < 5 && before.secured && !before.destination && !before.claim?.open)
    assert.ok(before.policy.door.includes(command.proof) && !command.foreign && !command.malformed)
    assert.ok(command.proof === 'qr' || !command.blocked.pin)
  })
})

test('R12: once closed, right and wrong codes get the same answer and change nothing', () => {
  everyCall(({ before, command, decision, facts }) => {
    if (command.type !== 'try-code' || !decision.ok) return
    if (before.visit?.open && before.evaluated < 5) return
    // What a tablet accepted before has happened; its answer does not depend on the code either (R36).
    if (command.device?.late && command.proof === 'qr')
      return assert.ok(['unexplained', 'conflict', 'closed'].includes(decision.answer.outcome))
    assert.deepEqual([facts, decision.answer], [[], { outcome: 'closed' }])
  })
})

/** Returns the facts since the parcels left with the courier who has them now. */
function ofThisVisit(call: Call, { calls }: History): Fact[] {
  const before = calls.slice(0, calls.indexOf(call)).flatMap(({ facts }) => facts)
  return before.slice(before.findLastIndex(({ type }) => type === 'dispatched' || type === 'moved') + 1)
}

test('R15: a secured shipment is handed over only with a proof its policy accepts', () => {
  everyCall((call, history) => {
    const { before, command, facts, compared } = call
    const done = facts.find((fact) => fact.type === 'handed-over')
    if (!done || !before.secured) return
    const { policy, page } = before
    if (done.lateProof !== undefined) {
      const claim = before.lateProofs.find(({ seq }) => seq === done.lateProof)
      assert.ok(claim && command.type === 'decide-request')
      assert.ok(command.independentOf.includes(claim.courierId))
      assert.ok(done.proof === 'qr' && policy.door.includes('qr'))
      return
    }
    switch (done.proof) {
      case 'pin':
      case 'qr':
        assert.ok(command.type === 'try-code' && command.proof === done.proof && compared === 1)
        assert.ok(command.matches() && policy.door.includes(done.proof))
        break
      case 'link': {
        assert.ok(command.type === 'finish' && policy.door.includes('link') && page.noClaims)
        const mine = page.scanned.filter((scan) => scan.session === command.session)
        assert.deepEqual(new Set(done.labels), new Set(mine.map((scan) => scan.label)))
        assert.ok(before.visit?.arrivedAt || mine.every((scan) => scan.by !== 'typed'))
        break
      }
      case 'identity': {
        assert.ok(command.type === 'check-identity' && command.nameMatches && !command.declined)
        assert.ok(!command.blocked.identity && before.visit?.arrivedAt)
        const said = ofThisVisit(call, history).some(({ type }) => type === 'no-code-declared')
        assert.ok(
          (said && policy.withoutCode === 'identity') ||
            (before.evaluated === 5 && policy.afterWrong === 'identity'),
        )
        break
      }
      case 'ordinary':
        assert.fail('a secured shipment was delivered as ordinary')
    }
  }, MANY_RUNS)
})

test('R15: nothing is handed over, held or failed once the visit is over', () => {
  everyFact((fact, { before, command }) => {
    if (!['handed-over', 'held', 'visit-failed', 'code-refused', 'arrived'].includes(fact.type)) return
    if (fact.type === 'handed-over' && fact.lateProof !== undefined) return
    // An arrival without a network joins the visit that it belonged to, whoever ended that meanwhile (R22, R26).
    if (fact.type === 'arrived' && command.device?.late) return assert.equal(before.visit?.arrivedAt, null)
    assert.ok(before.visit?.open)
    assert.equal(before.phase, 'out-for-delivery')
  })
})

test('R13: no hold, no failure, no identity check and no code without recorded arrival', () => {
  everyFact((fact, { before }) => {
    const atDoor = [
      'held',
      'visit-failed',
      'code-refused',
      'no-code-declared',
      'identity-not-proved',
    ].includes(fact.type)
    const byCourier = fact.type === 'handed-over' && ['pin', 'qr', 'identity'].includes(fact.proof)
    if (atDoor || byCourier) assert.ok(before.visit?.arrivedAt)
  })
})

test('R12: a refusal carries no facts and changes nothing', () => {
  everyCall(({ before, after, decision, compared }) => {
    if (decision.ok) return
    assert.deepEqual(Object.keys(decision), ['ok', 'refusal'])
    assert.equal(after, before)
    assert.equal(compared, 0)
  })
})

/**
 * Facts that are still possible while a claim is open: custody, further claims, departures, and what time
 * brings.
 */
const UNDER_A_CLAIM: readonly Fact['type'][] = [
  'received-at-depot',
  'seen-at-depot',
  'received-at-point',
  'found-at-point',
  'shelved',
  'declared-back',
  'declared-at-point',
  'unexplained',
  'claim-raised',
  'not-me-declared',
  'message-sent',
  // Suspending a document at a counter, or lifting that, releases nothing by itself (R21, R28).
  'identity-suspended',
  'suspension-lifted',
  'suspension-questioned',
  'receipt-confirmed',
  'resume-asked',
  // A late act is recorded, and releases nothing (R36).
  'late-act-refused',
  'late-proof-declined',
  'conflict-settled',
]

test('R21: an open claim lets nothing happen but its decision, further claims and custody', () => {
  const keeps = ({ before, after, command, decision, facts }: Call) => {
    if (!before.claim?.open) return
    const asks = decision.ok && decision.answer.outcome === 'requested'
    if (command.type === 'decide-claim' && !asks) return assert.equal(after.claim?.open, !decision.ok)
    for (const { type } of facts) assert.ok(UNDER_A_CLAIM.includes(type), `${type} by ${command.type}`)
    assert.ok(after.claim?.open, `closed by ${command.type}`)
    assert.ok(before.claim.kinds.every((kind) => after.claim?.kinds.includes(kind)))
    // While a decision is open, no secret is told and none is made.
    assert.deepEqual([after.link, after.secretSent], [before.link, before.secretSent])
  }
  everyCall(keeps)
  everyLifeCall(keeps)
})

test('R8: never more than three messages on demand, never within two minutes', () => {
  everyHistory(({ calls }) => {
    const sent = calls.filter(({ facts }) => facts.some((fact) => fact.type === 'sent-on-demand'))
    assert.ok(sent.length <= 3)
    for (const [i, call] of sent.entries()) assert.ok(i === 0 || call.now - sent[i - 1]!.now >= 120_000)
  })
})

test('R7, R39: code and QR are revealed only while they are worth something, and after what the policy asks', () => {
  everyCall(({ after }) => {
    for (const session of [PHONE, OTHER_PHONE]) {
      if (!revealed(after, session)) continue
      assert.ok(
        after.secured && after.evaluated < 5 && !['handed-over', 'held', 'cancelled'].includes(after.phase),
      )
      const { reveal } = after.policy
      const ways = reveal === 'scan' ? ['camera', 'photo'] : ['camera']
      const seen = after.page.scanned.some((scan) => scan.session === session && ways.includes(scan.by))
      const { visit } = after
      const near = reveal === 'arrival' && visit?.open && visit.arrivedAt !== null && visit.near
      assert.ok(reveal === 'message' || seen || near)
    }
    const { visit, page, policy } = after
    if (!wordsShown(after)) return
    assert.ok(policy.reveal === 'arrival' && visit?.open && visit.arrivedAt !== null)
    assert.ok(visit.near || page.scanned.some(({ by }) => by === 'camera'))
  })
})

test('R19: k presentations cost at most k of ten, and never fewer than could have named a parcel', () => {
  everyHistory(({ calls }) => {
    let presentations = 0
    let parcels = 0
    let cost = 0
    for (const { command, decision, before, after } of calls) {
      if (command.type !== 'scan-label' || !decision.ok) continue
      const { outcome } = decision.answer ?? {}
      presentations++
      // No parcel here bears an address or a number of goods.
      if (outcome === 'mismatch' && command.labels.some((label) => !HARDLY.includes(label))) parcels++
      const now = after.page.wrongLabels - before.page.wrongLabels
      assert.ok(now <= (outcome === 'mismatch' ? 1 : 0))
      cost += now
    }
    assert.ok(parcels <= cost && cost <= presentations)
  })
})

test('R25: what one phone owns no other releases', () => {
  everyCall(({ before, command, facts }) => {
    if (facts.length === 0 || (command.type !== 'finish' && command.type !== 'scan-label')) return
    assert.ok(before.page.owner === null || before.page.owner === command.session)
    assert.equal(command.link, before.link)
  })
})
