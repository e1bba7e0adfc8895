import type { CounterCommand } from '../command.ts'
import type { Hold } from '../custody.ts'
import { accept, type CommandAnswer, type Decision, refuse } from '../decision.ts'
import { COUNTER_WAIT_MS } from '../limits.ts'
import { unpaid } from '../paid.ts'
import { atPoint, counterAccepts, counterAttemptsLeft, identityWaits } from '../reading.ts'
import type { Shipment } from '../state.ts'
import type { CounterProof, Refusal } from '../terms.ts'
import { releaseByIdentity } from './approval.ts'
import { handedOver, namedParcels, returnOf } from './parcels.ts'
import { notAtCounter } from './stop.ts'

type CommandOf<T extends CounterCommand['type']> = Extract<CounterCommand, { type: T }>

/** Checks what every proof at a counter needs. Returns the labels to issue, or the refusal. */
function toIssue(
  shipment: Shipment,
  command: { pointId: string; labels: readonly string[] },
  proof: CounterProof,
): { labels: string[] } | { refusal: Refusal } {
  const no = notAtCounter(shipment, command.pointId)
  if (no) return { refusal: no }
  if (!counterAccepts(shipment).includes(proof)) return { refusal: 'not-accepted' }
  if (unpaid(shipment)) return { refusal: 'unpaid' }
  const labels = namedParcels(shipment, atPoint(shipment), command.labels)
  return labels ? { labels } : { refusal: 'wrong-parcel' }
}

/** Whether all codes of the counter were compared. From then on right and wrong codes get the same answer. */
const usedUp = (shipment: Shipment) => counterAttemptsLeft(shipment) === 0

/**
 * Decides one PIN or QR at the counter (R28). There are five attempts; after them the identity check is left,
 * or the parcel goes back to its sender.
 */
export function tryCodeAtCounter(shipment: Shipment, command: CommandOf<'try-code-at-counter'>): Decision {
  const { pointId, proof } = command
  if (shipment.hold?.point.id !== pointId) return refuse('not-found')
  if (command.malformed) return refuse('malformed-code')
  const no = notAtCounter(shipment, pointId)
  if (no && no !== 'shipment-over') return refuse(no)
  if (unpaid(shipment) && !no) return refuse('unpaid')
  // Once the codes are used up, every code gets the same answer, also after the hold has ended.
  if (usedUp(shipment)) return accept([], { outcome: 'closed' })
  const issue = toIssue(shipment, command, proof)
  if ('refusal' in issue) return refuse(issue.refusal)
  if (proof === 'pin' && command.blocked.pin) return refuse('blocked')
  if (command.foreign) return accept([], { outcome: 'wrong-parcel' })
  if (command.matches()) {
    const fact = handedOver(shipment, issue.labels, { proof, pointId })
    return accept([fact], { outcome: 'handed-over', code: fact.code })
  }
  const left = counterAttemptsLeft(shipment) - 1
  const wrong = { type: 'code-refused', proof, left, pointId } as const
  if (left > 0) return accept([wrong], { outcome: 'wrong', left })
  if (shipment.policy.counter.includes('identity')) return accept([wrong], { outcome: 'identity', left: 0 })
  return accept([wrong, returnOf(shipment, atPoint(shipment), 'no-proof-left')], { outcome: 'closed' })
}

/**
 * Decides an identity check at the counter (R16, R28). It records the kind of document and whether the name
 * matched, never a number.
 */
export function checkIdentityAtCounter(
  shipment: Shipment,
  command: CommandOf<'check-identity-at-counter'>,
  now: number,
): Decision {
  const issue = toIssue(shipment, command, 'identity')
  if ('refusal' in issue) return refuse(issue.refusal)
  const { pointId, documentType, signed } = command
  const waits = identityWaits(shipment, issue.labels)
  if (waits) return refuse(waits)
  // Two recipients answered "not me" to identity releases by this clerk (R18).
  if (command.blocked.identity) return refuse('blocked')
  if (!command.nameMatches)
    return accept([{ type: 'identity-not-proved', declined: false, documentType, pointId }], {
      outcome: 'name-differs',
    })
  if (!signed && shipment.policy.signature.includes('identity')) return refuse('signature-required')
  const proof = { proof: 'identity', documentType, pointId, ...(signed && { signed }) } as const
  const fact = handedOver(shipment, issue.labels, proof)
  // The parcel is held already, so a "no" leaves it where it is.
  return releaseByIdentity(shipment, command, fact, now, () => accept([], { outcome: 'declined' }))
}

/** Whether one half of an issue by link may still be completed by the other half. */
export const stillCounts = (at: number, now: number) => now - at <= COUNTER_WAIT_MS
const covers = (all: readonly string[], some: readonly string[]) => some.every((label) => all.includes(label))

/**
 * Returns the issue if both halves are there and the clerk has scanned every label that the recipient
 * finished with, else null.
 */
export function issuedByLink(shipment: Shipment, hold: Hold, now: number): Decision | null {
  const { clerk, finish } = hold
  if (!clerk || !finish || !stillCounts(clerk.at, now) || !stillCounts(finish.at, now)) return null
  if (!covers(clerk.labels, finish.labels)) return null
  // A parcel that was refused or sent back within these ten minutes cannot be issued any more.
  if (!covers(atPoint(shipment), finish.labels)) return null
  const { labels, signed, scannedBy } = finish
  const proof = { proof: 'link', scannedBy, pointId: hold.point.id, ...(signed && { signed }) } as const
  const fact = handedOver(shipment, labels, proof)
  return accept([fact], { outcome: 'handed-over', code: fact.code })
}

/**
 * Records the clerk's half of an issue by link (R28): a scan of the same labels, within ten minutes of the
 * recipient's half.
 */
export function scanAtCounter(
  shipment: Shipment,
  command: CommandOf<'scan-at-counter'>,
  now: number,
): Decision {
  const issue = toIssue(shipment, command, 'link')
  if ('refusal' in issue) return refuse(issue.refusal)
  const { hold } = shipment
  if (!hold) return refuse('not-received')
  const scannedBefore = hold.clerk && stillCounts(hold.clerk.at, now) ? hold.clerk.labels : []
  // A parcel that has left the counter is in no clerk's hands, so an earlier scan of it does not count.
  const before = scannedBefore.filter((label) => atPoint(shipment).includes(label))
  const labels = [...new Set([...before, ...issue.labels])]
  const scanned = { type: 'clerk-scanned', pointId: command.pointId, labels } as const
  const done = issuedByLink(shipment, { ...hold, clerk: { labels, at: now } }, now)
  return done?.ok ? accept([scanned, ...done.facts], done.answer) : accept([scanned], waiting)
}

export const waiting: CommandAnswer = { outcome: 'waiting' }

/** Sends parcels back to their sender that the recipient does not want. */
export function refuseAtCounter(shipment: Shipment, command: CommandOf<'refuse-at-counter'>): Decision {
  const no = notAtCounter(shipment, command.pointId)
  if (no) return refuse(no)
  const labels = namedParcels(shipment, atPoint(shipment), command.labels)
  if (!labels) return refuse('wrong-parcel')
  const { pointId } = command
  return accept([{ type: 'refused-at-point', pointId, labels, code: shipment.policy.codes.refused }])
}
