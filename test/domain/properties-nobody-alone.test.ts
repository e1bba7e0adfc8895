import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command } from '../../worker/domain/command.ts'
import { decide } from '../../worker/domain/decide.ts'
import type { Decision } from '../../worker/domain/decision.ts'
import type { FactOf } from '../../worker/domain/event.ts'
import { changedItsWay, type Hands } from '../../worker/domain/fresh-hands.ts'
import { settle } from '../../worker/domain/history.ts'
import { type Edge, independent, independentOf, OPERATOR } from '../../worker/domain/independence.ts'
import { type Policy, policyOf } from '../../worker/domain/policy.ts'
import { openRequests } from '../../worker/domain/request.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import type { FreshHands } from '../../worker/domain/terms.ts'
import { weakenedFields } from '../../worker/domain/weakening.ts'
import { announced, FREE, POINT } from './given.ts'

/**
 * Two trees of people do arbitrary things to one secured parcel, its contract and each other's accounts: who
 * asks, agrees, moves, lifts and releases is random. Where a route asks the registry, this asks the same
 * functions. Labels that are announced anew have their own property.
 */
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const T0 = Date.UTC(2026, 10, 2, 8)
const TREES = {
  a: ['a-head', 'a-one', 'a-two', 'a-courier'],
  b: ['b-head', 'b-one', 'b-two', 'b-courier'],
} as const
type Id = (typeof TREES)[keyof typeof TREES][number]
const EVERYBODY: Id[] = [...TREES.a, ...TREES.b]
const COURIERS: Id[] = ['a-courier', 'b-courier']
const treeOf = (id: string) => TREES.a.includes(id as never)

/** The people as the operator left them: two heads, and everybody else invited by one of them. */
const BEGINNING: Edge[] = (['a', 'b'] as const).flatMap((tree) =>
  TREES[tree].slice(1).map(
    (personId): Edge => ({
      personId,
      byId: TREES[tree][0],
      act: 'invited',
      at: 0,
    }),
  ),
)

interface World {
  edges: Edge[]
  now: number
  shipment: Shipment
  policy: Policy
  /** A weaker version that waits for agreement, and who asked for it. */
  pending: { policy: Policy; by: Id } | null
  /** The contact to which the secret goes. */
  contact: string
  asked: { by: Id; contact: string } | null
  /** Who last lifted a courier's block. */
  lifted: Partial<Record<Id, Id>>
  /** Every decision that took effect, with who asked and who agreed. */
  agreed: { what: string; asked: string; by: string; independent: boolean }[]
  left: { fact: FactOf<'handed-over'>; hands: Hands | null; contact: string; given: boolean }[]
}

type Act = (world: World) => unknown

/** Decides as the object does and records the effects. */
function carryOut(world: World, command: Command, by: string): Decision {
  const decision = decide(world.shipment, command, world.now)
  if (!decision.ok) return decision
  for (const fact of decision.facts) {
    if (fact.type === 'contact-changed' && world.asked) world.contact = world.asked.contact
    if (fact.type === 'contact-change-stopped' || fact.type === 'contact-changed') world.asked = null
    if (fact.type === 'handed-over')
      world.left.push({
        fact,
        hands: 'hands' in command ? (command.hands ?? null) : null,
        contact: world.contact,
        given: world.shipment.approval?.said === 'agreed',
      })
    world.shipment = settle(world.shipment, fact, world.now, { role: 'dispatcher', id: by }).after
  }
  return decision
}

const within = (id: Id) => (treeOf(id) ? [...TREES.a] : [...TREES.b])

const invite = fc.tuple(fc.constantFrom(...EVERYBODY), fc.nat(3), fc.boolean()).map(
  ([byId, n, recovers]): Act =>
    (world) => {
      const personId = within(byId)[n] ?? byId
      if (personId === byId) return
      world.edges.push({ personId, byId, act: recovers ? 'recovered' : 'invited', at: world.now })
    },
)

const requestContact = fc.tuple(fc.constantFrom(...EVERYBODY), fc.constantFrom('thief', 'other')).map(
  ([by, contact]): Act =>
    (world) => {
      const contacts = { hasPhone: true, hasEmail: false }
      const done = carryOut(world, { type: 'request-contact', requestedBy: by, contacts }, by)
      if (done.ok) world.asked = { by, contact }
    },
)

/** Lets somebody decide about every open request, as the route would allow. */
const decideOpen = fc.tuple(fc.constantFrom(...EVERYBODY), fc.boolean()).map(
  ([by, agrees]): Act =>
    (world) => {
      for (const open of openRequests(world.shipment)) {
        const free = independentOf(world.edges, by, open.apart, world.now)
        const before = world.shipment
        const done = carryOut(
          world,
          {
            type: 'decide-request',
            ...{ kind: open.kind, seq: open.seq, decision: agrees ? 'agree' : 'decline', by },
            ...{ independentOf: free, operator: false, same: true },
          },
          by,
        )
        if (!done.ok || !agrees || before === world.shipment) continue
        for (const asked of open.apart)
          world.agreed.push({
            ...{ what: open.kind, asked, by },
            independent: independent(world.edges, by, asked),
          })
      }
    },
)

const WEAKER: Partial<Policy>[] = [
  { withoutCode: 'identity' },
  { afterWrong: 'identity' },
  { door: ['pin', 'qr', 'link'] },
  { freshHands: 'alert' },
  { pinDigits: 5 },
]
const saveContract = fc.tuple(fc.constantFrom(...EVERYBODY), fc.constantFrom(...WEAKER)).map(
  ([by, over]): Act =>
    (world) => {
      const policy = { ...world.policy, ...over }
      if (weakenedFields(world.policy, policy).length === 0) world.policy = policy
      else world.pending = { policy, by }
    },
)
const decideContract = fc.constantFrom(...EVERYBODY).map(
  (by): Act =>
    (world) => {
      const { pending, edges, now } = world
      if (!pending || independentOf(edges, by, [pending.by], now).length === 0) return
      world.policy = pending.policy
      world.pending = null
      world.agreed.push({
        ...{ what: 'contract', asked: pending.by, by },
        independent: independent(edges, by, pending.by),
      })
    },
)

/** Lifts a courier's block, which only an independent dispatcher can do. */
const lift = fc.tuple(fc.constantFrom(...EVERYBODY), fc.constantFrom(...COURIERS)).map(
  ([by, courier]): Act =>
    (world) => {
      if (independentOf(world.edges, by, [courier], world.now).length === 0) return
      world.lifted[courier] = by
      world.agreed.push({
        ...{ what: 'block', asked: courier, by },
        independent: independent(world.edges, by, courier),
      })
    },
)

const road = fc
  .tuple(
    fc.constantFrom(...EVERYBODY),
    fc.constantFrom(...COURIERS),
    fc.constantFrom(0, 0, 1, 1, 1, 2, 3, 4, 5),
  )
  .map(
    ([by, courierId, n]): Act =>
      (world) => {
        const { assigned, visit, seq } = world.shipment
        const fresh = { roundId: `round-${seq}`, courierId }
        const steps: Command[] = [
          { type: 'schedule', ...fresh },
          { type: 'dispatch', ...(assigned ?? fresh), point: POINT },
          { type: 'move', ...fresh },
          { type: 'record-tablet-failure', roundId: visit?.roundId ?? '' },
          { type: 'choose-point', point: { ...POINT, id: 'p2' } },
          { type: 'receive-at-depot', labels: ['PARCEL-1'] },
        ]
        const step = steps[n]
        if (step) carryOut(world, step, by)
      },
  )

/** The acts of a courier at the door, with hands of every age and sessions of every kind. */
const door = fc
  .record({
    stranger: fc.constantFrom(false, false, false, true),
    what: fc.constantFrom('arrive', 'no-code', 'identity', 'identity', 'code', 'absent'),
    days: fc.constantFrom(0, 2, 30),
    contacts: fc.constantFrom(0, 9, 10),
    substitute: fc.boolean(),
  })
  .map(
    ({ stranger, what, days, contacts, substitute }): Act =>
      (world) => {
        const { shipment, edges, now, lifted } = world
        const theirs = (shipment.visit?.courierId ?? 'a-courier') as Id
        const courierId = stranger ? 'b-courier' : theirs
        const releasedBy = lifted[courierId] ?? null
        const near = [...changedItsWay(shipment), ...(releasedBy ? [releasedBy] : [])]
        const hands: Hands = {
          personId: courierId,
          device: { since: now - days * DAY, contacts },
          session: {
            invitedBy: 'operator',
            invitedAt: null,
            endedLive: false,
            afterPause: false,
            substitute,
            releasedBy,
          },
          since: now - days * DAY,
          contacts,
          point: null,
          independentOf: independentOf(edges, courierId, near, now),
        }
        const asked = shipment.approval?.personId === courierId ? { asked: shipment.approval.seq } : {}
        const identity = {
          type: 'check-identity',
          ...({
            courierId,
            declined: false,
            documentType: 'passport',
            nameMatches: true,
            signed: true,
          } as const),
          ...{ blocked: FREE, hands },
        } as const
        const acts: Record<typeof what, Command> = {
          arrive: { type: 'arrive', courierId, deviceAt: '', placed: true },
          'no-code': { type: 'declare-no-code', courierId, blocked: FREE },
          identity: shipment.approval?.said === 'agreed' ? { ...identity, ...asked } : identity,
          // Whoever holds the contact tells the code.
          code: {
            type: 'try-code',
            ...{ courierId, proof: 'pin', blocked: FREE, malformed: false, foreign: false },
            matches: () => true,
          },
          absent: { type: 'fail-visit', reason: 'absent' } as Command,
        }
        const act = acts[what]
        carryOut(world, what === 'absent' ? ({ ...act, courierId } as Command) : act, courierId)
      },
  )

/** A courier at a door asks, somebody answers at once, and the courier polls. */
const asking = fc.tuple(door, decideOpen).map(
  ([release, answer]): Act =>
    (world) => {
      for (const act of [release, answer, release]) act(world)
    },
)

/** Lets time pass and the outbox run, so that messages reach their recipients. */
const pass =
  (ms: number): Act =>
  (world) => {
    for (const { about, order } of world.shipment.unsent)
      carryOut(
        world,
        { type: 'note-sent', cause: order.cause, channels: order.channels, unserved: [], about },
        'outbox',
      )
    world.now += ms
    carryOut(world, { type: 'pass-time', due: ['contact-change', 'contact-lapse'] }, 'outbox')
  }
const time = fc.constantFrom(2 * MINUTE, 31 * MINUTE, DAY).map(pass)

const acts = fc.array(
  fc.oneof(
    { weight: 1, arbitrary: invite },
    { weight: 2, arbitrary: requestContact },
    { weight: 4, arbitrary: decideOpen },
    { weight: 1, arbitrary: saveContract },
    { weight: 1, arbitrary: decideContract },
    { weight: 1, arbitrary: lift },
    { weight: 5, arbitrary: road },
    { weight: 12, arbitrary: door },
    { weight: 8, arbitrary: asking },
    { weight: 3, arbitrary: time },
  ),
  { minLength: 10, maxLength: 60 },
)

/**
 * An honest morning up to a door without a code. Many histories begin with it, because few would get that far
 * otherwise.
 */
const MORNING: Act[] = [
  (world) => carryOut(world, { type: 'schedule', roundId: 'r', courierId: 'a-courier' }, 'b-head'),
  (world) =>
    carryOut(world, { type: 'dispatch', roundId: 'r', courierId: 'a-courier', point: POINT }, 'b-head'),
  pass(MINUTE),
  (world) =>
    carryOut(world, { type: 'arrive', courierId: 'a-courier', deviceAt: '', placed: true }, 'a-courier'),
  (world) => carryOut(world, { type: 'declare-no-code', courierId: 'a-courier', blocked: FREE }, 'a-courier'),
]
/** Before the morning anybody asks for another contact, and anybody answers. */
const robbery = fc
  .tuple(requestContact, decideOpen, decideOpen)
  .map(([ask, ...answers]): Act[] => [ask, pass(2 * MINUTE), ...answers, pass(31 * MINUTE)])
const mornings = fc
  .tuple(fc.option(robbery), fc.constantFrom(0, 0, 2, 4, 5, 5))
  .map(([robbed, steps]) => [...(robbed ?? []), ...MORNING.slice(0, steps)])

function play(given: Act[], over: Partial<Policy>): World {
  const policy = { ...policyOf('kse'), ...over }
  const fact = { ...announced('kse'), policy }
  const world: World = {
    ...{ edges: [...BEGINNING], now: T0, policy, pending: null, contact: 'recipient', asked: null },
    ...{ lifted: {}, agreed: [], left: [], shipment: settle(null, fact, T0, null).after },
  }
  for (const act of given) {
    world.now += 1000
    act(world)
  }
  return world
}

/** Counts over all runs. A property that never reached these states would show nothing. */
const seen = { identity: 0, alerted: 0, approved: 0, thief: 0, weakened: 0 }

test('R9, R42: whatever two trees of people do, no secured parcel leaves by one of them alone', () => {
  fc.assert(
    fc.property(
      mornings,
      acts,
      fc.constantFrom<FreshHands>('alert', 'approval'),
      (morning, given, freshHands) => {
        const strict = { freshHands, withoutCode: 'identity' as const }
        const world = play([...morning, ...given], strict)
        // Nothing that needs two people was agreed to by one person, or by two of one tree.
        for (const { independent: apart, asked, by } of world.agreed) {
          expect(apart).toBe(true)
          expect(treeOf(asked)).not.toBe(treeOf(by))
        }
        const two = (what: string) => world.agreed.some((one) => one.what === what)
        if (weakenedFields({ ...policyOf('kse'), ...strict }, world.policy).length > 0) {
          seen.weakened++
          expect(two('contract')).toBe(true)
        }
        for (const { fact, hands, contact, given: agreed } of world.left) {
          // Whoever holds the secret was named by the shipper, or two independent people agreed to them.
          if (contact !== 'recipient') {
            seen.thief++
            expect(two('contact')).toBe(true)
          }
          if (fact.proof !== 'identity') continue
          seen.identity++
          const alerted = (fact.fresh ?? []).length > 0
          if (alerted) seen.alerted++
          if (freshHands === 'approval' && alerted) {
            seen.approved++
            expect(agreed && two('fresh-hands')).toBe(true)
          }
          // Without an alert the hands are old, and nobody of their tree changed the parcel's way or lifted
          // their block.
          if (alerted || !hands) continue
          expect(hands.contacts).toBeGreaterThanOrEqual(10)
          expect(hands.session.substitute).toBe(false)
          const { changedBy } = world.shipment
          for (const id of [...changedBy.round, ...changedBy.tablet, ...changedBy.point])
            expect(treeOf(id)).not.toBe(treeOf(hands.personId))
        }
      },
    ),
    { numRuns: 5000 },
  )
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(0)
})

test('R9: the operator’s word, and nothing else, makes two of one tree independent', () => {
  const word: Edge = { personId: 'a-one', byId: OPERATOR, act: 'vouched', at: 5 }
  expect(independent(BEGINNING, 'a-one', 'a-two')).toBe(false)
  expect(independent([...BEGINNING, word], 'a-one', 'a-two')).toBe(true)
})
