import { expect } from 'vitest'
import type { PointInfo } from '../../worker/domain/choose-point.ts'
import type { Command, CourierCommand } from '../../worker/domain/command.ts'
import { decide } from '../../worker/domain/decide.ts'
import type { CommandAnswer, Decision } from '../../worker/domain/decision.ts'
import { type Contacts, ineligible } from '../../worker/domain/eligibility.ts'
import type { Fact, FactOf } from '../../worker/domain/event.ts'
import type { Hands, SessionOrigin } from '../../worker/domain/fresh-hands.ts'
import { type Step, settle, stepsOf } from '../../worker/domain/history.ts'
import { type PolicyOverrides, policyOf } from '../../worker/domain/policy.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import type {
  ClaimKind,
  Locale,
  Profile,
  RecipientKind,
  Refusal,
  ScannedBy,
  SentOnDemand,
  SignedWay,
} from '../../worker/domain/terms.ts'

export const MINUTE = 60_000
/** The facts of a story are one second apart, the first at `T0`. Commands come an hour later by default. */
export const T0 = Date.UTC(2026, 2, 4, 8)
export const NOW = T0 + 60 * MINUTE

export const COURIER = 'courier-1'
export const OTHER_COURIER = 'courier-2'
export const PHONE = 'session-1'
export const OTHER_PHONE = 'session-2'
export const LABELS = ['PARCEL-1', 'PARCEL-2', 'PARCEL-3']
export const POINT: PointInfo = { id: 'p1', name: 'Tabac du Coin', kind: 'point', address: '1 rue Haute' }

type Story = readonly (Fact | readonly Fact[])[]

export interface Given {
  parcels?: 1 | 2 | 3
  policy?: PolicyOverrides
  contacts?: Contacts
  kind?: RecipientKind
  inPerson?: boolean
  destination?: PointInfo | null
  locale?: Locale
}

/** Returns the announcement of a shipment under a profile, with what `given` replaces. */
export function announced(profile: Profile, given: Given = {}): FactOf<'announced'> {
  const policy = policyOf(profile, given.policy)
  const contacts = given.contacts ?? { hasPhone: true, hasEmail: true }
  const destination = given.destination ?? null
  const who = { kind: given.kind ?? 'consumer', inPerson: given.inPerson ?? true, atPoint: !!destination }
  const reasons = ineligible(policy, { ...contacts, ...who })
  return {
    type: 'announced',
    waybill: 'WAYBILL-1',
    contractId: 'contract-1',
    policyVersion: 3,
    policy,
    carrier: profile === 'kse' ? 'KSE' : 'Chronopost',
    sender: 'Shop',
    secured: reasons.length === 0,
    reasons,
    labels: LABELS.slice(0, given.parcels ?? 1),
    contacts,
    locale: given.locale ?? policy.locale,
    destination,
  }
}

export const scheduled: Fact = { type: 'scheduled', roundId: 'round-1', courierId: COURIER }
export const dispatched: FactOf<'dispatched'> = {
  type: 'dispatched',
  roundId: 'round-1',
  courierId: COURIER,
  point: POINT,
}
/** There is no point nearby, so what may not be handed over goes back to the depot. */
export const dispatchedNoPoint: Fact = { ...dispatched, point: null }
/** A visit that failed because nobody was at home. */
export const missed: FactOf<'visit-failed'> = {
  type: 'visit-failed',
  reason: 'absent',
  labels: ['PARCEL-1'],
  code: 'ABS',
}
export const arrived: Fact = { type: 'arrived', deviceAt: '2026-03-04T08:00:00Z', placed: true }
/** The same shipment's next visit, on the next round. */
export const nextVisit: Fact[] = [
  { type: 'scheduled', roundId: 'round-2', courierId: COURIER },
  { type: 'dispatched', roundId: 'round-2', courierId: COURIER, point: POINT },
]
/** Returns the depot's receipt of these labels. */
export const backAtDepot = (labels: string[]): Fact => ({ type: 'received-at-depot', labels, code: 'DEP' })

/** Returns the story of a shipment that is scheduled for a round. */
export const onRound = (profile: Profile, given?: Given): Fact[] => [announced(profile, given), scheduled]
/** Returns the story of a shipment that has left on its round. */
export const onTheRoad = (profile: Profile, given?: Given): Fact[] => [...onRound(profile, given), dispatched]
/** Returns the story of a shipment whose courier is at the door. */
export const atTheDoor = (profile: Profile, given?: Given): Fact[] => [...onTheRoad(profile, given), arrived]

/** Returns `n` wrong codes, after `before` earlier ones. */
export function wrongCodes(n: number, before = 0): Fact[] {
  return Array.from({ length: n }, (_, i) => ({ type: 'code-refused', proof: 'pin', left: 4 - before - i }))
}
/** Returns a scan of a label by the first phone. */
export const scanned = (label = 'PARCEL-1', by: ScannedBy = 'camera'): Fact => ({
  type: 'label-scanned',
  label,
  by,
  session: PHONE,
})
export const noClaims: Fact = { type: 'no-claims-declared' }
export const claimed: Fact = { type: 'claim-raised', kind: 'damaged', blocking: true }

export const FREE = { pin: false, identity: false }
const never = () => {
  throw new Error('a code was compared')
}

/** The profile's first message that tells the recipient something. It reached them. */
export const told = (profile: Profile): Fact =>
  profile === 'kse'
    ? { type: 'message-sent', cause: 'released', channels: ['sms'], about: 3 }
    : { type: 'message-sent', cause: 'announced', channels: ['sms'], about: 1 }

export const INVITED_AT = '2026-03-04T07:00:00.000Z'
/** Hands that have long been known, with an ordinary session. `over` and `session` replace fields. */
export const hands = (over: Partial<Hands> = {}, session: Partial<SessionOrigin> = {}): Hands => ({
  personId: COURIER,
  since: 0,
  contacts: 10,
  device: { since: 0, contacts: 10 },
  point: null,
  independentOf: [],
  ...over,
  session: {
    invitedBy: 'dispatcher-1',
    invitedAt: INVITED_AT,
    endedLive: false,
    afterPause: false,
    substitute: false,
    releasedBy: null,
    ...session,
  },
})

type Of<T extends CourierCommand['type']> = Partial<Extract<CourierCommand, { type: T }>>

/** The commands of a courier at the door with the usual fields, which `over` may replace. */
export const courier = {
  arrive: (over: Of<'arrive'> = {}): Command => ({
    type: 'arrive',
    courierId: COURIER,
    deviceAt: '2026-03-04T09:00:00Z',
    placed: true,
    ...over,
  }),
  code: (is: 'right' | 'wrong' | 'never compared', over: Of<'try-code'> = {}): Command => ({
    type: 'try-code',
    courierId: COURIER,
    proof: 'pin',
    blocked: FREE,
    malformed: false,
    foreign: false,
    matches: is === 'never compared' ? never : () => is === 'right',
    ...over,
  }),
  noCode: (over: Of<'declare-no-code'> = {}): Command => ({
    type: 'declare-no-code',
    courierId: COURIER,
    blocked: FREE,
    ...over,
  }),
  identity: (over: Of<'check-identity'> = {}): Command => ({
    type: 'check-identity',
    courierId: COURIER,
    declined: false,
    documentType: 'passport',
    nameMatches: true,
    signed: true,
    blocked: FREE,
    hands: hands(),
    ...over,
  }),
  fail: (over: Of<'fail-visit'> = {}): Command => ({
    type: 'fail-visit',
    courierId: COURIER,
    reason: 'absent',
    ...over,
  }),
  reopen: (over: Of<'reopen-visit'> = {}): Command => ({
    type: 'reopen-visit',
    courierId: COURIER,
    begunAt: null,
    ...over,
  }),
  deliver: (over: Of<'deliver'> = {}): Command => ({ type: 'deliver', courierId: COURIER, ...over }),
  send: (what: SentOnDemand = 'link'): Command => ({ type: 'send-at-door', courierId: COURIER, what }),
}

type Phone = { session?: string; link?: number }
const BY_FIRST_LINK = { session: PHONE, link: 1 }

/** The commands of the recipient's phone, which uses the first link by default. */
export const phone = {
  scan: (labels: string | string[] = 'PARCEL-1', over: Phone & { by?: ScannedBy } = {}): Command => ({
    type: 'scan-label',
    labels: [labels].flat(),
    by: 'camera',
    ...BY_FIRST_LINK,
    ...over,
  }),
  noClaims: (over: Phone = {}): Command => ({ type: 'declare-no-claims', ...BY_FIRST_LINK, ...over }),
  claim: (over: Phone & { kind?: ClaimKind } = {}): Command => ({
    type: 'raise-claim',
    kind: 'damaged',
    ...BY_FIRST_LINK,
    ...over,
  }),
  finish: (over: Phone & { signed?: SignedWay | null } = {}): Command => ({
    type: 'finish',
    signed: 'drawn',
    ...BY_FIRST_LINK,
    ...over,
  }),
  notMe: (over: Phone = {}): Command => ({ type: 'declare-not-me', ...BY_FIRST_LINK, ...over }),
}

/** Returns the state to which a story leads. */
export function stateOf(...story: Story): Shipment {
  const facts = story.flat() as Fact[]
  let shipment: Shipment | null = null
  for (const [i, fact] of facts.entries()) shipment = settle(shipment, fact, T0 + i * 1000).after
  if (!shipment) throw new Error('a story needs facts')
  return shipment
}

/** Returns the state to which a story leads that an older version stored. */
export function oldStateOf(...story: Story): Shipment {
  const facts = story.flat() as Fact[]
  const log = facts.map((fact, i) => ({ fact, at: T0 + i * 1000, by: null, owed: null }))
  return stepsOf(log).at(-1)?.after as Shipment
}

/** Returns the steps of a log whose facts owe what today's rules say. */
export function settled(log: readonly { fact: Fact; at: number }[]): Step[] {
  const steps: Step[] = []
  for (const { fact, at } of log) steps.push(settle(steps.at(-1)?.after ?? null, fact, at))
  return steps
}

/** Returns the outcome of a command after these facts: its answer, its facts or its refusal. */
export const given = (...story: Story) => ({
  when(command: Command, now: number = NOW) {
    return outcome(story.length === 0 ? null : stateOf(...story), command, now)
  },
})

/** As `given`, for facts that an older version stored. */
export const givenOld = (...story: Story) => ({
  when: (command: Command, now: number = NOW) => outcome(oldStateOf(...story), command, now),
})

function outcome(before: Shipment | null, command: Command, now: number) {
  const decision: Decision = decide(before, command, now)
  const facts = decision.ok ? decision.facts : []
  const after = facts.reduce<Shipment | null>((state, fact) => settle(state, fact, now).after, before)
  const self = {
    decision,
    facts,
    answers(expected: Partial<CommandAnswer>) {
      expect(decision).toMatchObject({ ok: true, answer: expected })
      return self
    },
    /**
     * Expects exactly these facts in this order, each with at least these fields. Without arguments it
     * expects none.
     */
    records(...expected: Partial<Fact>[]) {
      expect(decision.ok).toBe(true)
      expect(facts).toHaveLength(expected.length)
      expect(facts).toMatchObject(expected)
      return self
    },
    refuses(refusal: Refusal) {
      expect(decision).toEqual({ ok: false, refusal })
      return self
    },
    /** The shipment after the facts. */
    get after(): Shipment {
      if (!after) throw new Error('nothing was announced')
      return after
    },
    /** Gives the next command in the same story. */
    when: (next: Command, at: number = now + 1000) => outcome(after, next, at),
  }
  return self
}
