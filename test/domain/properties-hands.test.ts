import assert from 'node:assert/strict'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command } from '../../worker/domain/command.ts'
import { decide } from '../../worker/domain/decide.ts'
import type { Decision } from '../../worker/domain/decision.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { freshReasons, type Hands } from '../../worker/domain/fresh-hands.ts'
import { settle } from '../../worker/domain/history.ts'
import { APPROVAL_MS } from '../../worker/domain/limits.ts'
import { openRequests } from '../../worker/domain/request.ts'
import type { Actor } from '../../worker/domain/roles.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import { clerk, waiting } from './at-the-point.ts'
import { atTheDoor, COURIER, courier, hands, MINUTE, NOW, OTHER_COURIER, told } from './given.ts'

/**
 * Random histories of one parcel whose contract asks for approval (R42): hands of every age, independent and
 * dependent dispatchers, and calls that come once, again or late, in any order. Keys behave as on a device: a
 * call may be repeated with its own key, and the object then knows by which event it asked.
 */
const ASKS = { policy: { freshHands: 'approval' as const, counter: ['identity' as const, 'pin' as const] } }
const PEOPLE = [COURIER, 'clerk-1']
const DISPATCHERS = ['anna', 'boris']

interface Draw {
  minutes: number
  what: number
  key: number
  who: number
  near: boolean
  fresh: number
}
const draws: fc.Arbitrary<Draw[]> = fc.array(
  fc.record({
    minutes: fc.constantFrom(0, 0, 0, 1, 1, 2, 4, 40),
    what: fc.constantFrom(0, 0, 0, 0, 1, 2, 3, 4, ...Array.from({ length: 14 }, () => 5)),
    key: fc.constantFrom(0, 0, 0, 0, 1, 2, 3),
    who: fc.nat(1),
    near: fc.nat(5).map((n) => n === 0),
    fresh: fc.constantFrom(1, 1, 1, 1, 1, 0, 2, 3, 4),
  }),
  { minLength: 1, maxLength: 40 },
)

/** Returns the hands of a draw, which are known or new in one of several ways. */
function handsOf({ fresh, near }: Draw, personId: string): Hands {
  const independentOf = near ? [] : DISPATCHERS
  if (fresh === 0) return hands({ personId, independentOf })
  if (fresh === 1) return hands({ personId, independentOf, contacts: 3 })
  if (fresh === 2) return hands({ personId, independentOf }, { endedLive: true })
  if (fresh === 3) return hands({ personId, independentOf }, { releasedBy: 'anna' })
  return hands({ personId, independentOf, since: NOW - MINUTE })
}

function commandOf(state: Shipment, draw: Draw, atCounter: boolean): Command {
  const { what, who, near } = draw
  const person = PEOPLE[atCounter ? 1 : 0] as string
  // Sometimes this is a colleague at the same counter, or a courier who no longer has the parcel.
  const personId = draw.key === 3 && atCounter ? 'clerk-2' : person
  const release = { hands: handsOf(draw, personId) }
  switch (what) {
    case 0:
    case 1:
      return {
        type: 'decide-request',
        kind: 'fresh-hands',
        seq: state.approval?.seq ?? 1,
        decision: what === 0 ? 'agree' : 'decline',
        by: DISPATCHERS[who] as string,
        independentOf: near ? [] : [...PEOPLE, 'clerk-2', 'anna', 'boris'],
        operator: false,
        same: true,
      }
    case 2:
      return atCounter ? clerk.code('right') : courier.code('right')
    case 3:
      return { type: 'move', roundId: `round-${draw.key}`, courierId: who ? COURIER : OTHER_COURIER }
    case 4:
      return atCounter ? clerk.refuse() : courier.noCode()
    default:
      return atCounter ? clerk.identity(release) : courier.identity(release)
  }
}

interface Step {
  before: Shipment
  command: Command
  decision: Decision
  facts: Fact[]
  now: number
}

/** Plays a history in which each key remembers the event by which it asked. */
function run(story: readonly Fact[], list: readonly Draw[], atCounter: boolean): Step[] {
  let state = story.reduce<Shipment | null>(
    (before, fact) => settle(before, fact, NOW).after,
    null,
  ) as Shipment
  let now = NOW
  const asked = new Map<number, number>()
  const steps: Step[] = []
  for (const draw of list) {
    now += draw.minutes * MINUTE
    let command = commandOf(state, draw, atCounter)
    const check = command.type === 'check-identity' || command.type === 'check-identity-at-counter'
    const again = check ? asked.get(draw.key) : undefined
    if (check && again !== undefined) command = { ...command, asked: again } as Command
    const decision = decide(state, command, now)
    const facts = decision.ok ? decision.facts : []
    if (check && decision.ok && decision.answer.outcome === 'approval' && facts.length > 0)
      asked.set(draw.key, state.seq + 1)
    steps.push({ before: state, command, decision, facts, now })
    const by: Actor =
      command.type === 'move'
        ? { role: 'dispatcher', id: DISPATCHERS[draw.who] as string }
        : { role: 'courier', id: COURIER }
    for (const fact of facts) state = settle(state, fact, now, by).after
  }
  return steps
}

const STORIES: [boolean, readonly Fact[]][] = [
  [false, [...atTheDoor('kse', ASKS), told('kse'), { type: 'no-code-declared' }]],
  [true, [...waiting('kse', ASKS), told('kse')]],
]

function everyStep(check: (step: Step, steps: readonly Step[], index: number) => void): Map<string, number> {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(fc.constantFrom(...STORIES), draws, ([atCounter, story], list) => {
      const steps = run(story, list, atCounter)
      for (const [index, step] of steps.entries()) {
        for (const { type } of step.facts) seen.set(type, (seen.get(type) ?? 0) + 1)
        check(step, steps, index)
      }
    }),
    { numRuns: 3_000 },
  )
  return seen
}

test('R42: under approval no identity release by new hands without the yes of somebody independent, in time', () => {
  let looked = 0
  const seen = everyStep(({ before, command, facts, now }, steps, index) => {
    const done = facts.find((fact) => fact.type === 'handed-over')
    if (done?.proof !== 'identity' || !done.fresh) return
    looked++
    assert.ok(command.type === 'check-identity' || command.type === 'check-identity-at-counter')
    // The reasons are judged at this very moment, from what is known now.
    assert.deepEqual(done.fresh, freshReasons(before, command.hands ?? null, now))
    const given = steps
      .slice(0, index)
      .findLast(({ facts: said }) => said.some(({ type }) => type === 'approval-given'))
    assert.ok(given && given.command.type === 'decide-request')
    const [request] = openRequests(given.before)
    assert.ok(request)
    assert.ok(
      request.apart.every(
        (id) => given.command.type === 'decide-request' && given.command.independentOf.includes(id),
      ),
    )
    assert.ok(given.now < (request.lapsesAt ?? 0) && now - given.now < 30 * MINUTE)
    assert.equal(request.personId, command.hands?.personId)
    assert.ok(done.fresh.every((reason) => request.shown?.reasons?.includes(reason)))
    assert.ok(done.labels.every((label) => request.shown?.labels?.includes(label)))
  })
  // Premise: each of these occurs often. Each is expected about fifty times; the exact number is chance.
  expect(looked).toBeGreaterThan(50)
  for (const type of [
    'approval-asked',
    'approval-given',
    'approval-declined',
    'handed-over',
    'held',
    'moved',
  ])
    expect(seen.get(type) ?? 0, type).toBeGreaterThan(10)
})

const asks = ({ facts }: Step) => facts.some(({ type }) => type === 'approval-asked')
/** The door or counter before a step: another visit, courier or point is another one. */
const placeOf = ({ before: { visit, hold } }: Step) =>
  JSON.stringify([visit?.number, visit?.courierId, hold?.point.id])

test('R42: three requests in a day at one door or counter, one hand-over, and a lapse changes nothing', () => {
  const looked = { third: 0, refused: 0, lapsed: 0, handed: 0 }
  everyStep((step, steps, index) => {
    const { before, command, decision, now } = step
    const check = command.type === 'check-identity' || command.type === 'check-identity-at-counter'
    // A move to another courier starts the count again.
    const since = steps.findLastIndex((one, at) => at < index && placeOf(one) !== placeOf(step)) + 1
    const earlier = steps.slice(since, index).filter((one) => asks(one) && now - one.now < 24 * 60 * MINUTE)
    if (asks(step)) {
      assert.ok(earlier.length < 3)
      if (earlier.length === 2) looked.third++
    } else if (check && earlier.length === 3 && !decision.ok && decision.refusal === 'approval-lapsed')
      looked.refused++
    // A request that nobody answered in time ends the call that waits for it, and only that.
    const { approval } = before
    const polls = check && approval !== null && command.asked === approval.seq
    if (polls && approval.said === 'nothing' && now - approval.at >= APPROVAL_MS) {
      assert.ok(!decision.ok)
      if (decision.refusal === 'approval-lapsed') looked.lapsed++
    }
    const handed = steps
      .slice(0, index + 1)
      .flatMap((one) => one.facts.filter(({ type }) => type === 'handed-over'))
    assert.ok(handed.length <= 1)
    looked.handed += handed.length
  })
  // Premise: each of these occurs often.
  for (const [what, count] of Object.entries(looked)) expect(count, what).toBeGreaterThan(10)
})

test('R42: known hands are never asked about, and a "no" at the door is the last word of that visit', () => {
  const looked = { asked: 0, declined: 0 }
  everyStep(({ before, command, decision, facts, now }, steps, index) => {
    if (command.type !== 'check-identity' && command.type !== 'check-identity-at-counter') return
    if (facts.some(({ type }) => type === 'approval-asked')) {
      looked.asked++
      assert.notDeepEqual(freshReasons(before, command.hands ?? null, now), [])
    }
    if (command.type !== 'check-identity' || !before.visit?.open) return
    const visit = before.visit.roundId
    const no = steps
      .slice(0, index)
      .findLast(({ facts: said }) => said.some(({ type }) => type === 'approval-declined'))
    const since = no ? steps.slice(steps.indexOf(no), index) : []
    const same =
      no?.before.visit?.roundId === visit &&
      !since.some((step) => step.facts.some(({ type }) => type === 'moved'))
    // The declined call itself gets the hold as its answer. A call that was over before stays over.
    if (!no || !same || !decision.ok) return
    looked.declined++
    assert.equal(decision.answer.outcome, 'held')
  })
  // Premise: each of these occurs often.
  for (const [what, count] of Object.entries(looked)) expect(count, what).toBeGreaterThan(10)
})
