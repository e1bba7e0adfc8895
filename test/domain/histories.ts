import fc from 'fast-check'
import type { Command } from '../../worker/domain/command.ts'
import { decide } from '../../worker/domain/decide.ts'
import type { Decision } from '../../worker/domain/decision.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import { type Policy, policyOf } from '../../worker/domain/policy.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import { type Profile, REVEALS } from '../../worker/domain/terms.ts'
import { policyFaults } from '../../worker/domain/validate-policy.ts'
import { announced, COURIER, PHONE, POINT, T0 } from './given.ts'
import { either, mostly, type Step, steps } from './random-calls.ts'

/** Random histories of one shipment: any caller, in any order, under any policy that can work. */

const policies = fc
  .record({
    profile: fc.constantFrom<Profile>('kse', 'chronopost'),
    own: fc.record(
      {
        door: fc.subarray(['pin', 'qr', 'link'] as const, { minLength: 1 }),
        withoutCode: either('identity' as const, 'hold' as const),
        afterWrong: either('identity' as const, 'hold' as const),
        reveal: fc.constantFrom(...REVEALS),
        signature: fc.subarray(['link', 'identity'] as const),
        counter: fc.subarray(['pin', 'qr', 'link', 'identity'] as const, { minLength: 1 }),
        newCodeAtPoint: fc.boolean(),
        brokenTablet: either('identity' as const, 'depot' as const),
        moments: either({}, { accepted: ['sms' as const], arrived: ['sms' as const] }),
      },
      { requiredKeys: [] },
    ),
    unattended: mostly.map((attended) => !attended),
  })
  .map(({ profile, own, unattended }): [Profile, Partial<Policy>] => {
    const alone = { attended: false, door: ['link'], withoutCode: 'hold', afterWrong: 'hold' } as const
    const overrides = unattended ? { ...own, ...alone, reveal: 'message', brokenTablet: 'depot' } : own
    return [profile, overrides as Partial<Policy>]
  })
  .filter(([profile, own]) => policyFaults(policyOf(profile, own)).length === 0)

export const shipments = fc.record({
  policy: policies,
  parcels: fc.constantFrom(1 as const, 2 as const, 3 as const),
  kind: mostly.map((is) => (is ? ('consumer' as const) : ('business' as const))),
  destination: mostly.map((home) => (home ? null : POINT)),
})

/** The steps to the door, up to where the recipient's phone can finish, as far as the policy allows. */
const BEGINNING: Step[] = [
  () => ({ type: 'schedule', roundId: 'round-1', courierId: COURIER }),
  () => ({ type: 'dispatch', roundId: 'round-1', courierId: COURIER, point: POINT }),
  () => ({ type: 'arrive', courierId: COURIER, deviceAt: '', placed: false }),
  ({ link }) => ({ type: 'scan-label', labels: ['PARCEL-1'], by: 'camera', session: PHONE, link }),
  ({ link }) => ({ type: 'declare-no-claims', session: PHONE, link }),
]

const wrongCode: Step = ({ policy }, matches) => ({
  type: 'try-code',
  courierId: COURIER,
  proof: policy.door.includes('pin') ? 'pin' : 'qr',
  blocked: { pin: false, identity: false },
  malformed: false,
  foreign: false,
  matches: matches(false),
})

/** One call of a history: its command, its outcome, and how often a code was compared for it. */
export interface Call {
  before: Shipment
  command: Command
  decision: Decision
  facts: Fact[]
  after: Shipment
  compared: number
  now: number
}

export interface History {
  first: Fact
  calls: Call[]
  end: Shipment
}

/** Freezes a value, so that a decision that writes into its state throws instead of passing. */
function frozen<T>(value: T): T {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) frozen(part)
  return Object.freeze(value)
}

/** Prints a counter-example: the policy, then one line per call. */
function story({ calls, end }: History): string {
  const lines = calls.map(({ command, decision }) => {
    const came = decision.ok
      ? [decision.answer.outcome, ...decision.facts.map((fact) => fact.type)]
      : [decision.refusal]
    return `${JSON.stringify(command)} -> ${came.join(', ')}`
  })
  return [JSON.stringify(end.policy), ...lines].join('\n')
}

const scripts = fc.record({
  shipment: shipments,
  /** How many steps of the beginning precede the random part. */
  on: fc.constantFrom(0, 1, 2, 3, 3, 5),
  /** The number of wrong codes in a row. Five in a row rarely come by chance. */
  wrong: fc.constantFrom(0, 0, 0, 2, 3, 4),
  steps: fc.array(fc.record({ step: steps, gap: fc.constantFrom(1_000, 1_000, 120_000) }), {
    maxLength: 30,
    size: 'max',
  }),
})

/** Plays steps one after another on a newly announced shipment. */
export function play(first: Fact, script: readonly { step: Step; gap: number }[]): History {
  const calls: Call[] = []
  let state = settle(null, first, T0).after
  let now = T0
  for (const { step, gap } of script) {
    now += gap
    let compared = 0
    const matches = (right: boolean) => () => {
      compared++
      return right
    }
    const command = step(state, matches)
    const before = frozen(state)
    const decision = decide(before, command, now)
    const facts = decision.ok ? decision.facts : []
    for (const fact of facts) state = settle(state, fact, now).after
    calls.push({ before, command, decision, facts, after: state, compared, now })
  }
  const history: History = { first, calls, end: state }
  return Object.assign(history, { [fc.toStringMethod]: () => story(history) })
}

const atOnce = (steps: readonly Step[]) => steps.map((step) => ({ step, gap: 1000 }))

export const histories: fc.Arbitrary<History> = scripts.map(({ shipment, on, wrong, steps }) => {
  const [profile, policy] = shipment.policy
  const first = announced(profile, { ...shipment, policy })
  const beginning = [...BEGINNING.slice(0, on), ...Array.from({ length: wrong }, () => wrongCode)]
  return play(first, [...atOnce(beginning), ...steps])
})
