import type { Command } from '../command.ts'
import { decide } from '../decide.ts'
import type { Fact, FactOf } from '../event.ts'
import { settledHands } from '../fresh-hands.ts'
import type { Step } from '../history.ts'
import { atPoint, nameable } from '../reading.ts'
import type { Shipment } from '../state.ts'
import { type CodeProof, isCode } from '../terms.ts'

/** What somebody did, read from the log: the command, and the facts it brought. */
export interface ReplayedAct {
  command: Command
  facts: Fact[]
}

const NOT_BLOCKED = { pin: false, identity: false }

/**
 * Returns the act at the head of `rest` that a policy decides about, or null for anything else. A right code
 * in the log is a right code: nothing is compared.
 */
export function actOf(state: Shipment, rest: readonly Step[]): ReplayedAct | null {
  const fact = rest[0]?.fact
  const next = rest[1]?.fact
  if (!fact || !state.secured) return null
  const courierId = state.visit?.courierId ?? ''
  switch (fact.type) {
    case 'code-refused': {
      // It came after the parcels were given away, so that it ended nothing whatever a policy says (R36).
      if (fact.act?.late) return null
      const ends = fact.left === 0 && endsBy(state, fact, next)
      const facts = ends && next ? [fact, next] : [fact]
      return { command: codeOf(state, fact, false), facts }
    }
    case 'no-code-declared':
      return { command: { type: 'declare-no-code', courierId, blocked: NOT_BLOCKED }, facts: [fact] }
    case 'held':
      return { command: noCodeThatHeld(state, courierId), facts: [fact] }
    case 'identity-not-proved':
      return notProved(fact, next, courierId)
    case 'handed-over':
      // A dispatcher accepted it, whom no policy decides about.
      if (fact.lateProof !== undefined) return null
      return { command: handOverOf(state, fact, courierId), facts: [fact] }
    case 'tablet-failed':
      return { command: { type: 'record-tablet-failure', roundId: fact.roundId }, facts: [fact] }
    case 'clerk-scanned': {
      const { pointId, labels } = fact
      return { command: { type: 'scan-at-counter', pointId, labels }, facts: withIssue(fact, next) }
    }
    case 'finish-declared': {
      const { session, signed } = fact
      const command = { type: 'finish', session, link: state.link, signed } as const
      return { command, facts: withIssue(fact, next) }
    }
    default:
      return null
  }
}

/** Whether the last wrong code itself brought the next fact. */
function endsBy({ policy }: Shipment, { pointId }: FactOf<'code-refused'>, next: Fact | undefined): boolean {
  if (pointId !== undefined) return next?.type === 'return-ordered' && next.reason === 'no-proof-left'
  return next?.type === 'held' && policy.afterWrong === 'hold'
}

/** Returns the fact, with the hand-over if this half completed an issue by link at a counter. */
const withIssue = (fact: Fact, next: Fact | undefined): Fact[] =>
  next?.type === 'handed-over' && next.proof === 'link' && next.pointId !== undefined ? [fact, next] : [fact]

function codeOf(
  state: Shipment,
  fact: { proof: CodeProof; pointId?: string; labels?: string[] },
  right: boolean,
): Command {
  const { proof, pointId } = fact
  const known = { proof, blocked: NOT_BLOCKED, malformed: false, foreign: false, matches: () => right }
  if (pointId !== undefined)
    return { type: 'try-code-at-counter', pointId, labels: fact.labels ?? atPoint(state), ...known }
  const labels = fact.labels && { labels: fact.labels }
  return { type: 'try-code', courierId: state.visit?.courierId ?? '', ...known, ...labels }
}

/** Returns the command behind a hold. With an identity check open, the courier's was blocked (R18). */
function noCodeThatHeld(state: Shipment, courierId: string): Command {
  const command = { type: 'declare-no-code', courierId, blocked: NOT_BLOCKED } as const
  const free = decide(state, command, 0)
  const held = free.ok && free.facts.some(({ type }) => type === 'held')
  return held ? command : { ...command, blocked: { ...NOT_BLOCKED, identity: true } }
}

function notProved(
  fact: FactOf<'identity-not-proved'>,
  next: Fact | undefined,
  courierId: string,
): ReplayedAct | null {
  const { declined, documentType, pointId } = fact
  const checked = { nameMatches: false, ...(documentType && { documentType }) }
  // A failed identity check at a counter has no consequence.
  if (pointId !== undefined) return null
  const command = {
    type: 'check-identity',
    courierId,
    declined,
    signed: false,
    blocked: NOT_BLOCKED,
    ...checked,
  } as const
  return { command, facts: next?.type === 'held' ? [fact, next] : [fact] }
}

function handOverOf(state: Shipment, fact: FactOf<'handed-over'>, courierId: string): Command {
  const { proof, labels, documentType, pointId, signed } = fact
  if (isCode(proof)) return codeOf(state, { ...fact, proof }, true)
  if (proof === 'link') return finishOf(state, fact)
  if (proof === 'ordinary') return { type: 'deliver', courierId, labels }
  if (pointId !== undefined)
    return {
      type: 'check-identity-at-counter',
      pointId,
      labels,
      documentType: documentType ?? 'other',
      nameMatches: true,
      signed: signed ?? null,
      hands: settledHands(state),
      blocked: NOT_BLOCKED,
    }
  return {
    type: 'check-identity',
    courierId,
    labels,
    nameMatches: true,
    declined: false,
    signed: signed !== undefined,
    blocked: NOT_BLOCKED,
    hands: settledHands(state),
    ...(documentType && { documentType }),
  }
}

/**
 * Returns the command by which the recipient's phone finished: the phone that owns the page, or else the one
 * whose scans are what was handed over.
 */
function finishOf(state: Shipment, { labels, signed }: FactOf<'handed-over'>): Command {
  const here = nameable(state)
  const { page, link } = state
  const scannedOn = (session: string) =>
    page.scanned.filter((scan) => scan.session === session && here.includes(scan.label))
  const sessions = [...new Set(page.scanned.map(({ session }) => session))]
  const session =
    page.owner ??
    sessions.find(
      (one) =>
        scannedOn(one)
          .map(({ label }) => label)
          .join() === labels.join(),
    ) ??
    ''
  return { type: 'finish', session, link, signed: signed ?? null }
}
