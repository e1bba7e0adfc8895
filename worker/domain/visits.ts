import type { Fact } from './event.ts'
import type { Step as Transition } from './history.ts'
import { MessageCounter, type PartsOf } from './message-counter.ts'
import type { Shipment } from './state.ts'
import type { ChannelName, FailReason, HandOverProof, HoldReason } from './terms.ts'

/**
 * How a visit ended. `dropped`: a drop-off is at its point; `claim`: a claim stopped the visit; `unattended`:
 * the parcels came back, were withdrawn or cancelled before anything was decided at the door.
 */
export type VisitEnd = 'handed-over' | 'partly' | 'held' | 'failed' | 'claim' | 'dropped' | 'unattended'

/** One visit as the figures count it, with what came of it later. It holds no personal data. */
export interface VisitRecord {
  round: string
  courier: string
  /** The calendar day on which the visit set out, in the contract's zone. */
  day: string
  secured: boolean
  /** The visit is the first one at which somebody stood at the door. */
  first: boolean
  /** Null while the visit goes on. */
  end: VisitEnd | null
  reason?: HoldReason | FailReason
  proof?: HandOverProof
  /** The print of the key of the device that handed over; absent: it had none. */
  device?: string
  /** Wrong codes compared at this door. */
  wrong: number
  /** Seconds from arrival to the hand-over, if the arrival is known. */
  seconds?: number
  /** Later hand-overs at a counter, by proof. */
  counter: Partial<Record<HandOverProof, number>>
  /** Messages that were sent or will be, by channel. Those before the first visit count with it. */
  messages: Partial<Record<ChannelName, number>>
  /** Parts of the SMS among them. */
  smsParts: number
  claims: number
  violations: number
}

const AT_THE_DOOR: readonly (VisitEnd | null)[] = ['handed-over', 'partly', 'held', 'failed', 'claim']

/** Whether somebody stood at a door and something was decided there. */
export const attended = ({ end }: Pick<VisitRecord, 'end'>): boolean => AT_THE_DOOR.includes(end)

const newVisit = (round: string, courier: string, day: string, secured: boolean): VisitRecord => ({
  round,
  courier,
  day,
  secured,
  first: false,
  end: null,
  wrong: 0,
  counter: {},
  messages: {},
  smsParts: 0,
  claims: 0,
  violations: 0,
})

const increase = <K extends string>(counts: Partial<Record<K, number>>, key: K) => {
  counts[key] = (counts[key] ?? 0) + 1
}

/**
 * Returns every visit of a shipment's log, in order. `dayOf` returns the calendar day of an instant in the
 * contract's zone. `served` are the channels of this deployment: a message on another channel is not counted. `partsOf`
 * tells in how many parts an SMS will leave.
 */
export function visitsOf(
  steps: readonly Transition[],
  dayOf: (at: number) => string,
  served: readonly ChannelName[],
  partsOf: PartsOf = () => 1,
): VisitRecord[] {
  const visits: VisitRecord[] = []
  const counter = new MessageCounter(served, partsOf)
  // What is told and said before the first visit is collected here for it.
  let current = newVisit('', '', '', false)
  for (const step of steps) {
    const { fact, at, after, owed } = step
    if (fact.type === 'dispatched') {
      if (visits.length > 0) current.end ??= 'unattended'
      const next = newVisit(fact.roundId, fact.courierId, dayOf(at), after.secured)
      // The first visit goes on with the same record, so that messages ordered before it are found again.
      current = visits.length > 0 ? next : Object.assign(current, { ...next, ...countsOf(current) })
      visits.push(current)
    }
    counter.note(current, step)
    if (fact.type === 'claim-raised' || (fact.type === 'not-me-declared' && fact.blocking)) current.claims++
    if (owed.violation) current.violations++
    if (visits.length > 0) applyTransition(current, step)
  }
  counter.addParts()
  const first = visits.find(attended)
  if (first) first.first = true
  return visits
}

const countsOf = ({ messages, smsParts, claims, violations }: VisitRecord) => ({
  ...{ messages, smsParts, claims, violations },
})

/** Applies a fact to the visit it belongs to. */
function applyTransition(visit: VisitRecord, { fact, at, before, after }: Transition): void {
  switch (fact.type) {
    case 'moved':
      if (visit.end === null) Object.assign(visit, { round: fact.roundId, courier: fact.courierId })
      return
    case 'code-refused':
      if (fact.pointId === undefined) visit.wrong++
      return
    case 'handed-over': {
      if (fact.pointId !== undefined) {
        increase(visit.counter, fact.proof)
        return
      }
      visit.proof = fact.proof
      if (fact.deviceKey !== undefined) visit.device = fact.deviceKey
      const arrivedAt = before?.visit?.arrivedAt ?? null
      if (arrivedAt !== null) visit.seconds = Math.round((at - arrivedAt) / 1000)
      break
    }
    case 'visit-reopened':
      visit.end = null
      delete visit.reason
      return
    case 'held':
    case 'visit-failed':
      visit.reason = fact.reason
  }
  if (visit.end === null && after.visit && !after.visit.open) visit.end = endOf(fact, after)
}

function endOf(fact: Fact, after: Shipment): VisitEnd {
  switch (fact.type) {
    case 'handed-over':
      return after.phase === 'partly-handed-over' ? 'partly' : 'handed-over'
    case 'held':
      return 'held'
    case 'visit-failed':
      return 'failed'
    case 'claim-decided':
      return 'claim'
    default:
      // The round was closed, or the depot received the parcels, before anybody decided about the claim.
      if (after.claim?.open) return 'claim'
      return after.visit?.droppedOff ? 'dropped' : 'unattended'
  }
}
