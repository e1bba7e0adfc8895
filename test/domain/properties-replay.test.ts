import assert from 'node:assert/strict'
import { test } from 'vitest'
import { decide } from '../../worker/domain/decide.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { type Step, settle } from '../../worker/domain/history.ts'
import { policyOf } from '../../worker/domain/policy.ts'
import { actOf, type ReplayedAct } from '../../worker/domain/replay/act.ts'
import { replay } from '../../worker/domain/replay.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import { storageOf } from '../../worker/platform/calendar.ts'
import { everyHistory, everyLife } from './every-history.ts'
import { settled, T0 } from './given.ts'
import type { History } from './histories.ts'

const endsAt = (shipment: Shipment) => storageOf(shipment)?.endsAt ?? null
const logOf = ({ first, calls }: History): Step[] =>
  settled([
    { fact: first, at: T0 },
    ...calls.flatMap(({ facts, now }) => facts.map((fact) => ({ fact, at: now }))),
  ])
const NOW = T0 + 365 * 24 * 3_600_000
const both = (keeps: (history: History) => void) => {
  everyLife(keeps)
  everyHistory(keeps, 1_000)
}

test('R1: replayed under its own policy, every shipment ends as it did', () => {
  both((history) => {
    const { changed, was, would, penalties } = replay(logOf(history), history.end.policy, {
      now: NOW,
      endsAt,
    })
    assert.deepEqual([changed, was, penalties], [false, would, null])
  })
})

/**
 * Removes what the log says about hands and devices. A log holds only the result (R42), so a replay assumes known hands,
 * and whatever a device said of an act decided nothing (R36).
 */
function withoutHands({ act: _act, ...fact }: Fact): Fact {
  if (fact.type !== 'handed-over') return fact as Fact
  const { hands: _hands, fresh: _fresh, ...rest } = fact
  return rest
}

test('R1: every act is read from the log as it was: decided anew, it brings the very same facts', () => {
  const acts = new Set<string>()
  both((history) => {
    const log = logOf(history)
    let state = null as Shipment | null
    for (let i = 0; i < log.length; ) {
      const act: ReplayedAct | null = state && actOf(state, log.slice(i))
      const { at } = log[i] as Step
      if (act && state) {
        const decision = decide(state, act.command, at)
        assert.ok(decision.ok, JSON.stringify(act))
        assert.deepEqual(decision.facts.map(withoutHands), act.facts.map(withoutHands))
        acts.add(act.command.type)
      }
      const length = act?.facts.length ?? 1
      for (const { fact } of log.slice(i, i + length)) state = settle(state, fact, at).after
      i += length
    }
  })
  const all = ['try-code', 'declare-no-code', 'check-identity', 'finish', 'record-tablet-failure']
  all.push('try-code-at-counter', 'check-identity-at-counter', 'scan-at-counter')
  assert.deepEqual([...acts].sort(), all.sort())
})

test('R1: under any policy every log can be replayed, and what it says changes has changed', () => {
  const drafts = [
    policyOf('kse'),
    policyOf('chronopost'),
    policyOf('kse', { secured: false, door: [], counter: [], newCodeAtPoint: false }),
    policyOf('kse', { door: ['link'], counter: ['link'], newCodeAtPoint: false, mandatory: true }),
  ]
  both((history) => {
    for (const draft of drafts) {
      const { changed, was, would, penalties } = replay(logOf(history), draft, { now: NOW, endsAt })
      const differs = JSON.stringify(was) !== JSON.stringify(would) || penalties !== null
      assert.equal(changed, differs)
    }
  })
})
