import { decide } from './decide.ts'
import type { Decision } from './decision.ts'
import { ineligible, unreachable } from './eligibility.ts'
import type { Fact, FactOf } from './event.ts'
import { type Step, takenBackIn } from './history.ts'
import type { Policy } from './policy.ts'
import { atPoint, isOver } from './reading.ts'
import { actOf, type ReplayedAct } from './replay/act.ts'
import { type Ending, endingOf } from './replay/ending.ts'
import type { Shipment } from './state.ts'
import type { Reason, Refusal } from './terms.ts'

/** What a shipment's own events would have come to under another policy. */
export interface ReplayedShipment {
  changed: boolean
  was: Ending
  would: Ending
  /** The suspected violations whose penalty would differ; null if there are none. */
  penalties: { count: number; was: Policy['penalty']; would: Policy['penalty'] } | null
}

/** What the domain cannot know: the present instant, and when a hold's storage ends by the calendar (R29). */
export interface Calendar {
  now: number
  endsAt: (shipment: Shipment) => number | null
}

/**
 * Returns what would have become of a shipment under `policy` if everybody had done what they did. Up to each
 * act everything is as it was; only the policy differs, and the rules themselves decide. The replay stops at
 * the first act that comes to something else: what people would have done after that cannot be known, and is
 * not made up.
 */
export function replay(log: readonly Step[], policy: Policy, calendar: Calendar): ReplayedShipment {
  const takenBack = takenBackIn(log.map(({ fact, after: { seq } }) => ({ seq, fact })))
  const steps = log.filter(({ after }) => !takenBack.has(after.seq))
  const first = steps[0]?.fact
  if (first?.type !== 'announced') throw new Error('a log begins with announced')
  const own = first.policy
  const atOnce = announcementEnding(first, policy)
  if (atOnce) return changedEnding(firstEnding(steps, own).ending, atOnce, null)
  const progress = startReplay(own, policy)
  let skipped = 0
  for (let i = 0; i < steps.length; ) {
    const rest = steps.slice(i)
    const { fact, at } = steps[i] as Step
    const { state } = progress
    // No policy decides a claim, so the replay leaves it out: whatever people did was possible.
    const known = state && { ...state, claim: null }
    const act: ReplayedAct | null = known && actOf(known, rest)
    let length = act?.facts.length ?? 1
    if (known) {
      // Nobody can know what a dispatcher would have said (R42), so the replay assumes that they agreed.
      const supposed: Policy = { ...policy, freshHands: 'alert' }
      const draft: Shipment = { ...known, policy: supposed, evaluated: known.evaluated - skipped }
      const would =
        storageEnding(known, draft, fact, at, calendar) ?? (act && decisionEnding(known, draft, act, at))
      if (would === 'not-asked') skipped++
      else if (would) {
        const { ending: was, index } = firstEnding(rest, own)
        if (!isSameEnding(was, would))
          return changedEnding(was, would, penalty(progress.violations, own, policy))
        // The same end was reached in another way, so everything from there on is as it was.
        length = index + 1
      }
    }
    progress.fold(rest.slice(0, length))
    i += length
  }
  const penalties = penalty(progress.violations, own, policy)
  const laterEnding =
    progress.state &&
    storageEnding(progress.state, { ...progress.state, policy }, null, calendar.now, calendar)
  if (laterEnding) return changedEnding({ end: 'open' }, laterEnding, penalties)
  if (progress.recoded) return changedEnding(progress.recoded.was, progress.recoded.would, penalties)
  const end = firstEnding(steps, own).ending
  return { changed: penalties !== null, was: end, would: end, penalties }
}

/** Collects what the log comes to, and what the other policy would only have coded or charged otherwise. */
function startReplay(own: Policy, policy: Policy) {
  const progress = {
    state: null as Shipment | null,
    recoded: null as { was: Ending; would: Ending } | null,
    violations: 0,
    fold(facts: readonly Step[]): void {
      for (const { fact, after, owed } of facts) {
        progress.state = after
        if (owed.violation) progress.violations++
        const [was, would] = [endingOf(fact, own), endingOf(fact, policy)]
        if (was && would && carrierCodeOf(was) !== carrierCodeOf(would)) progress.recoded ??= { was, would }
      }
    },
  }
  return progress
}

const carrierCodeOf = (ending: Ending) => ('code' in ending ? ending.code : '')
/** Whether two endings are the same apart from the carrier's code. */
const isSameEnding = (was: Ending, would: Ending) =>
  JSON.stringify({ ...was, code: '' }) === JSON.stringify({ ...would, code: '' })

const changedEnding = (
  was: Ending,
  would: Ending,
  penalties: ReplayedShipment['penalties'],
): ReplayedShipment => ({
  changed: true,
  was,
  would,
  penalties,
})

/** Returns the first ending in a part of a log, and its index. */
function firstEnding(rest: readonly Step[], policy: Policy): { ending: Ending; index: number } {
  for (const [index, { fact }] of rest.entries()) {
    const ending = endingOf(fact, policy)
    if (ending) return { ending, index }
  }
  return { ending: { end: 'open' }, index: 0 }
}

function penalty(count: number, own: Policy, policy: Policy): ReplayedShipment['penalties'] {
  const [was, would] = [own.penalty, policy.penalty]
  const same = was?.amount === would?.amount && was?.currency === would?.currency
  return count === 0 || same ? null : { count, was, would }
}

/** Returns what the announcement itself would come to, if that differs, or null (R1, R2). */
function announcementEnding(announced: FactOf<'announced'>, policy: Policy): Ending | null {
  const reasons = ineligibleReasons(announced, policy)
  if (!reasons) return { end: 'unknown', why: 'eligibility' }
  if (reasons.length > 0 && policy.mandatory) return { end: 'refused', reasons }
  if (reasons.length > 0) return announced.secured ? { end: 'ordinary', reasons } : null
  return announced.secured ? null : { end: 'secured' }
}

/**
 * Returns why the shipment would be ordinary. Null: it is not known, because nobody asked whether the
 * recipient is private and the delivery in person.
 */
function ineligibleReasons(
  { reasons, contacts, destination }: FactOf<'announced'>,
  policy: Policy,
): Reason[] | null {
  if (!policy.secured) return ['not-switched-on']
  if (reasons.includes('not-switched-on')) {
    const why = unreachable(policy, contacts)
    return why.length > 0 ? why : null
  }
  return ineligible(policy, {
    ...contacts,
    kind: reasons.includes('not-private') ? 'business' : 'consumer',
    inPerson: !reasons.includes('not-in-person'),
    atPoint: destination !== null,
  })
}

/** Returns the ending if the storage period alone makes a difference, or null. */
function storageEnding(
  state: Shipment,
  draft: Shipment,
  fact: Fact | null,
  at: number,
  { endsAt }: Calendar,
): Ending | null {
  if (isOver(state) || atPoint(state).length === 0) return null
  const [was, would] = [endsAt(state), endsAt(draft)]
  if (would === null || was === would) return null
  const issued = fact?.type === 'handed-over' && fact.pointId !== undefined
  if ((issued || !fact) && at >= would)
    return { end: 'returned', reason: 'storage-ended', code: draft.policy.codes.returned }
  const ended = fact?.type === 'return-ordered' && fact.reason === 'storage-ended'
  return ended && at < would ? { end: 'waits' } : null
}

/** Returns what happened in some facts, without the carrier's codes, so that it can be compared. */
const factsDigest = (facts: readonly Fact[]) =>
  facts
    .map((fact) => {
      const { type, proof = '', reason = '', then = '' } = fact as Fact & Record<string, string>
      return [type, proof, reason, then].join()
    })
    .join(' ')

/** Whether an act decided nothing, so that the visit goes on without it as it did. */
const decidesNothing = ({ facts }: ReplayedAct) =>
  facts.length === 1 && ['code-refused', 'clerk-scanned', 'finish-declared'].includes(facts[0]?.type ?? '')

/** Returns what an act comes to under the other policy if that differs; `not-asked`: it falls away. */
function decisionEnding(
  state: Shipment,
  draft: Shipment,
  act: ReplayedAct,
  at: number,
): Ending | 'not-asked' | null {
  const decision = decide(draft, act.command, at)
  if (!decision.ok) {
    if (!decidesNothing(act)) return refusalEnding(decision.refusal)
    return act.command.type === 'try-code' ? 'not-asked' : null
  }
  if (factsDigest(decision.facts) === factsDigest(act.facts)) return scanFirst(state, draft, act)
  return (
    endingOfDecision(decision, draft.policy) ??
    (decidesNothing(act) ? null : { end: 'unknown', why: 'tries-left' })
  )
}

function refusalEnding(refusal: Refusal): Ending {
  const known = refusal === 'not-accepted' || refusal === 'signature-required'
  return { end: 'not-possible', because: known ? refusal : 'other' }
}

function endingOfDecision(decision: Decision & { ok: true }, policy: Policy): Ending | null {
  const { facts, answer } = decision
  const ending = facts.map((fact) => endingOf(fact, policy)).find((one) => one !== null)
  return ending ?? (answer.outcome === 'identity' ? { end: 'identity-check' } : null)
}

/**
 * Returns `unknown` if the code would have shown only after a scan (R7), or an arrival near the address (R39), and
 * neither was; otherwise null.
 */
function scanFirst(state: Shipment, draft: Shipment, act: ReplayedAct): Ending | null {
  const byCode = act.facts.some((fact) => fact.type === 'handed-over' && /^(pin|qr)$/.test(fact.proof))
  const { reveal } = draft.policy
  const shown = state.policy.reveal
  if (!byCode || reveal === 'message' || shown === 'scan' || shown === reveal) return null
  if (reveal === 'arrival' && state.visit?.near) return null
  const seen = state.page.scanned.some(({ by }) => by === 'camera' || (by === 'photo' && reveal === 'scan'))
  return seen ? null : { end: 'unknown', why: 'scan-first' }
}
