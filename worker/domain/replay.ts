import type { Decision } from './command.ts'
import { decide } from './decide.ts'
import { ineligible, reachable } from './eligibility.ts'
import type { Fact, FactOf } from './event.ts'
import type { Step } from './history.ts'
import type { Policy } from './policy.ts'
import { atPoint, isOver } from './reading.ts'
import { type Act, actOf } from './replay/act.ts'
import { type Ending, endingOf } from './replay/ending.ts'
import type { Shipment } from './state.ts'
import type { Reason, Refusal } from './terms.ts'

/** What a shipment's own events come to under another policy. */
export interface Replayed {
  changed: boolean
  was: Ending
  would: Ending
  /** Suspected violations whose penalty would be another; null where there are none. */
  penalties: { count: number; was: Policy['penalty']; would: Policy['penalty'] } | null
}

/** What the domain cannot say itself: the instant now, and when a hold's storage ends by the calendar (R29). */
export interface Calendar {
  now: number
  endsAt: (shipment: Shipment) => number | null
}

/**
 * What would have become of a shipment under `policy`, had everybody done what they did. The world up to each act is
 * as it was; only the policy differs, and the rules themselves decide. It stops at the first act that comes to
 * something else: what people would have done after that cannot be known, and is not made up.
 */
export function replay(steps: readonly Step[], policy: Policy, calendar: Calendar): Replayed {
  const first = steps[0]?.fact
  if (first?.type !== 'announced') throw new Error('a log begins with announced')
  const own = first.policy
  const atOnce = announcedUnder(first, policy)
  if (atOnce) return changedTo(endingFrom(steps, own).ending, atOnce, null)
  const so = folding(own, policy)
  let skipped = 0
  for (let i = 0; i < steps.length; ) {
    const rest = steps.slice(i)
    const { fact, at } = steps[i] as Step
    const { state } = so
    // No policy decides a claim; what people did, they could do.
    const known = state && { ...state, claim: null }
    const act: Act | null = known && actOf(known, rest)
    let length = act?.facts.length ?? 1
    if (known) {
      // Nobody can know what a dispatcher would have said of the hands (R42): it is taken that they agreed.
      const supposed: Policy = { ...policy, freshHands: 'alert' }
      const draft: Shipment = { ...known, policy: supposed, evaluated: known.evaluated - skipped }
      const would =
        storedOtherwise(known, draft, fact, at, calendar) ?? (act && decidedOtherwise(known, draft, act, at))
      if (would === 'not-asked') skipped++
      else if (would) {
        const { ending: was, index } = endingFrom(rest, own)
        if (!alike(was, would)) return changedTo(was, would, penalty(so.violations, own, policy))
        // By another way to the same end: from there on all is as it was.
        length = index + 1
      }
    }
    so.fold(rest.slice(0, length))
    i += length
  }
  const penalties = penalty(so.violations, own, policy)
  const late = so.state && storedOtherwise(so.state, { ...so.state, policy }, null, calendar.now, calendar)
  if (late) return changedTo({ end: 'open' }, late, penalties)
  if (so.recoded) return changedTo(so.recoded.was, so.recoded.would, penalties)
  const end = endingFrom(steps, own).ending
  return { changed: penalties !== null, was: end, would: end, penalties }
}

/** What the log comes to so far, and what of it the other policy would only have called or charged otherwise. */
function folding(own: Policy, policy: Policy) {
  const so = {
    state: null as Shipment | null,
    recoded: null as { was: Ending; would: Ending } | null,
    violations: 0,
    fold(facts: readonly Step[]): void {
      for (const { fact, after, owed } of facts) {
        so.state = after
        if (owed.violation) so.violations++
        const [was, would] = [endingOf(fact, own), endingOf(fact, policy)]
        if (was && would && codeOf(was) !== codeOf(would)) so.recoded ??= { was, would }
      }
    },
  }
  return so
}

const codeOf = (ending: Ending) => ('code' in ending ? ending.code : '')
/** The same end, whatever its carrier's code. */
const alike = (was: Ending, would: Ending) =>
  JSON.stringify({ ...was, code: '' }) === JSON.stringify({ ...would, code: '' })

const changedTo = (was: Ending, would: Ending, penalties: Replayed['penalties']): Replayed => ({
  changed: true,
  was,
  would,
  penalties,
})

/** The first ending in a part of a log, and where it stands. */
function endingFrom(rest: readonly Step[], policy: Policy): { ending: Ending; index: number } {
  for (const [index, { fact }] of rest.entries()) {
    const ending = endingOf(fact, policy)
    if (ending) return { ending, index }
  }
  return { ending: { end: 'open' }, index: 0 }
}

function penalty(count: number, own: Policy, policy: Policy): Replayed['penalties'] {
  const [was, would] = [own.penalty, policy.penalty]
  const same = was?.amount === would?.amount && was?.currency === would?.currency
  return count === 0 || same ? null : { count, was, would }
}

/** What the announcement itself comes to, where that is something else (R1, R2). */
function announcedUnder(announced: FactOf<'announced'>, policy: Policy): Ending | null {
  const reasons = reasonsUnder(announced, policy)
  if (!reasons) return { end: 'unknown', why: 'eligibility' }
  if (reasons.length > 0 && policy.mandatory) return { end: 'refused', reasons }
  if (reasons.length > 0) return announced.secured ? { end: 'ordinary', reasons } : null
  return announced.secured ? null : { end: 'secured' }
}

/** Why it would be ordinary. Null: it never came to be asked whether it was private and in person. */
function reasonsUnder(
  { reasons, contacts, destination }: FactOf<'announced'>,
  policy: Policy,
): Reason[] | null {
  if (!policy.secured) return ['not-switched-on']
  if (reasons.includes('not-switched-on'))
    return reachable(policy, contacts).length === 0 ? ['no-contact'] : null
  return ineligible(policy, {
    ...contacts,
    kind: reasons.includes('not-private') ? 'business' : 'consumer',
    inPerson: !reasons.includes('not-in-person'),
    atPoint: destination !== null,
  })
}

/** Whether the storage period alone makes something else of it. */
function storedOtherwise(
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

/** The same thing happened, whatever its carrier's code. */
const essence = (facts: readonly Fact[]) =>
  facts
    .map((fact) => {
      const { type, proof = '', reason = '', then = '' } = fact as Fact & Record<string, string>
      return [type, proof, reason, then].join()
    })
    .join(' ')

/** A try that decided nothing: without it the visit goes on as it did. */
const decidesNothing = ({ facts }: Act) =>
  facts.length === 1 && ['code-refused', 'clerk-scanned', 'finish-declared'].includes(facts[0]?.type ?? '')

/** What an act comes to under the other policy, where that is something else; `not-asked`: it falls away. */
function decidedOtherwise(
  state: Shipment,
  draft: Shipment,
  act: Act,
  at: number,
): Ending | 'not-asked' | null {
  const decision = decide(draft, act.command, at)
  if (!decision.ok) {
    if (!decidesNothing(act)) return notPossible(decision.refusal)
    return act.command.type === 'try-code' ? 'not-asked' : null
  }
  if (essence(decision.facts) === essence(act.facts)) return scanFirst(state, draft, act)
  return (
    endingUnder(decision, draft.policy) ??
    (decidesNothing(act) ? null : { end: 'unknown', why: 'tries-left' })
  )
}

function notPossible(refusal: Refusal): Ending {
  const known = refusal === 'not-accepted' || refusal === 'signature-required'
  return { end: 'not-possible', because: known ? refusal : 'other' }
}

function endingUnder(decision: Decision & { ok: true }, policy: Policy): Ending | null {
  const { facts, answer } = decision
  const ending = facts.map((fact) => endingOf(fact, policy)).find((one) => one !== null)
  return ending ?? (answer.outcome === 'identity' ? { end: 'identity-check' } : null)
}

/** The code would have shown only after a scan of the label, and nobody scanned it (R7). */
function scanFirst(state: Shipment, draft: Shipment, act: Act): Ending | null {
  const byCode = act.facts.some((fact) => fact.type === 'handed-over' && /^(pin|qr)$/.test(fact.proof))
  if (!byCode || draft.policy.reveal === 'message' || state.policy.reveal === 'scan') return null
  const seen = state.page.scanned.some(({ by }) => by !== 'typed')
  return seen ? null : { end: 'unknown', why: 'scan-first' }
}
