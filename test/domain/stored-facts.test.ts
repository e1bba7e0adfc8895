import { expect, test } from 'vitest'
import { tallyOf } from '../../worker/domain/effects.ts'
import type { FactType } from '../../worker/domain/event.ts'
import { type Step, settle, stepsOf } from '../../worker/domain/history.ts'
import { FROZEN_DAY, FROZEN_SHIPMENT, LATER_LOGS, STORED_LOGS } from './stored-logs.ts'

/** Every type of fact that was stored on 2026-11-29. Types that come later have frozen logs of their own. */
const TYPES_THEN: FactType[] = [
  ...(['announced', 'scheduled', 'moved', 'withdrawn', 'dispatched', 'received-at-depot'] as const),
  ...(['seen-at-depot', 'cancelled', 'contact-change-requested', 'contact-change-approved'] as const),
  ...(['contact-change-stopped', 'contact-changed', 'label-requested', 'label-approved'] as const),
  ...(['label-stopped', 'label-released', 'label-moved', 'recipient-corrected', 'arrived'] as const),
  ...(['code-refused', 'no-code-declared', 'identity-not-proved', 'handed-over', 'approval-asked'] as const),
  ...(['approval-given', 'approval-declined', 'held', 'visit-failed', 'declared-at-point'] as const),
  ...(['point-chosen', 'received-at-point', 'receipt-confirmed', 'receipt-doubted', 'shelved'] as const),
  ...(['found-at-point', 'clerk-scanned', 'finish-declared', 'refused-at-point'] as const),
  ...(['storage-extended', 'reminded', 'return-ordered', 'left-for-sender', 'declared-back'] as const),
  ...(['unexplained', 'tablet-failed', 'violation-suspected', 'label-scanned'] as const),
  ...(['wrong-label-scanned', 'no-claims-declared', 'claim-raised', 'claim-decided'] as const),
  ...(['not-me-declared', 'identity-suspended', 'suspension-lifted', 'suspension-kept'] as const),
  ...(['suspension-questioned', 'resume-asked', 'resume-declined', 'sent-on-demand'] as const),
  ...(['message-sent', 'message-failed', 'erased'] as const),
]

/** A frozen log as an object of that day kept it: nothing stands beside a fact of what it owes. */
const stored = (log: (typeof STORED_LOGS)[number]['log']) => log.map((one) => ({ ...one, owed: null }))

test('R31: every type of fact of 2026-11-29 stands in a frozen log', () => {
  const types = new Set(STORED_LOGS.flatMap(({ log }) => log.map(({ fact }) => fact.type)))
  expect([...types].sort()).toEqual([...TYPES_THEN].sort())
})

/** What some properties of the state, which is never stored, were called when the logs were frozen. */
const CALLED_THEN: Record<string, string> = {
  secretSent: 'told',
  contactInformed: 'heard',
  secretReached: 'reached',
  statements: 'said',
}
const asCalledThen = (state: object) =>
  Object.fromEntries(Object.entries(state).map(([name, value]) => [CALLED_THEN[name] ?? name, value]))

test('R31: what was stored on 2026-11-29 leads to the state it led to then', () => {
  for (const { log, state } of STORED_LOGS) {
    const now = JSON.parse(JSON.stringify(stepsOf(stored(log)).at(-1)?.after))
    expect(asCalledThen(now)).toMatchObject(state)
  }
})

test('R5, R18, R27: what was stored on 2026-11-29 owes what it owed then', () => {
  for (const { log, owed } of STORED_LOGS) {
    const now = stepsOf(stored(log)).map((step) => {
      const { messages = [], alert = null, violation = null, visitNote = null, counts = [] } = step.owed
      const tallies = counts.map((count) => ({
        personId: count.personId,
        tally: tallyOf(count, FROZEN_SHIPMENT, FROZEN_DAY),
      }))
      return { messages, alert, violation, noted: visitNote, counts: tallies }
    })
    expect(now).toEqual(owed)
  }
})

test('R31: what a fact owes is read as it was stored, and not decided again', () => {
  for (const { log } of STORED_LOGS) {
    const steps: Step[] = []
    for (const { fact, at, by } of stepsOf(stored(log)))
      steps.push(settle(steps.at(-1)?.after ?? null, fact, at, by))
    const kept = JSON.parse(JSON.stringify(steps.map(({ fact, at, by, owed }) => ({ fact, at, by, owed }))))
    expect(stepsOf(kept).at(-1)?.after).toEqual(steps.at(-1)?.after)
    const nothing = stepsOf(kept.map((one: object) => ({ ...one, owed: {} })))
    expect(nothing.at(-1)?.after.unsent).toEqual([])
    expect(nothing.every(({ owed }) => Object.keys(owed).length === 0)).toBe(true)
  }
})

test('R13, R31, R38: the kind of a number and a clock that was off, as stored on 2026-11-30, lead where they led', () => {
  for (const { log, state } of LATER_LOGS) {
    const steps = stepsOf(log)
    expect(JSON.parse(JSON.stringify(steps.at(-1)?.after))).toMatchObject(state)
    expect(steps.map(({ owed }) => owed)).toEqual(log.map(({ owed }) => owed))
  }
  const facts = LATER_LOGS.flatMap(({ log }) => log.map(({ fact }) => fact))
  // What a fact of that day holds and an earlier one did not.
  expect(facts.flatMap((fact) => ('contacts' in fact && fact.contacts?.phoneKind) || [])).toEqual([
    'landline',
    'mobile',
  ])
  expect(facts.flatMap((fact) => ('clock' in fact && fact.clock) || [])).toEqual(['ahead', 'behind'])
})
