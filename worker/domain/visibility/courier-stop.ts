import type { PointInfo } from '../choose-point.ts'
import { attemptsLeft, awaitsArrival, codesOpen, identityAllowed, pageScans } from '../reading.ts'
import type { Shipment } from '../state.ts'
import type { HandOverProof, Locale, ParcelPlace, Phase, Proof, WithoutCode } from '../terms.ts'
import { holdWords } from '../words.ts'
import { type ApprovalView, approvalView } from './approval-view.ts'
import { type Address, ERASED, type Iso, type Recipient, withoutPlace } from './personal.ts'

/** How a stop ended, for its line in the round. */
export interface StopOutcome {
  kind: HandOverProof | 'held' | 'dropped-off' | 'depot' | 'refused' | 'cancelled' | 'returned'
  at: string
  partly: boolean
  code: string | null
}

/** What a courier sees of a stop (R10): who, where, what it accepts; never a secret, contact or kind. */
export interface CourierStop {
  shipmentId: string
  waybill: string
  recipientName: string
  address: Omit<Address, 'lat' | 'lon'>
  locale: Locale
  secured: boolean
  dropOff: PointInfo | null
  accepts: Proof[]
  pinDigits: number
  attended: boolean
  phase: Phase
  open: boolean
  arrivedAt: string | null
  /** The point has it, and its arrival there is still to be recorded (R28). */
  arrivalDue: boolean
  parcels: { label: string; place: ParcelPlace; declared: boolean }[]
  codes: 'open' | 'closed'
  attemptsLeft: number
  /** What is left without a code: the identity check or the hold. */
  withoutCode: WithoutCode
  identityAllowed: boolean
  /** The tablet of this visit failed: this is its substitute (R17). */
  tabletFailed: boolean
  identitySignature: boolean
  claimOpen: boolean
  /** An identity release that a dispatcher is asked about (R42). */
  approval: ApprovalView | null
  pageScans: boolean
  sendsLeft: number
  point: PointInfo | null
  /** To say on a hold, in the recipient's language. */
  words: string
  outcome: StopOutcome | null
}

function outcomeOf(shipment: Shipment, iso: Iso): StopOutcome | null {
  const { visit, phase } = shipment
  if (!visit || visit.open) return null
  const { code } = visit
  const at = iso(visit.endedAt ?? shipment.changedAt)
  // Held without a point is as much "do not hand over" as held with one; what a counter does later is not the stop's.
  if (visit.held) return { kind: 'held', at, partly: false, code }
  if (visit.droppedOff) return { kind: 'dropped-off', at, partly: false, code }
  // Only what ended this very visit: an earlier one's hand-over, or a counter's, is not its outcome.
  const last = shipment.handOvers.findLastIndex((done) => !done.atCounter && done.at === visit.endedAt)
  const done = shipment.handOvers[last]
  if (done) {
    const given = shipment.handOvers.slice(0, last + 1).flatMap(({ labels }) => labels)
    return { kind: done.proof, at, partly: given.length < done.of, code }
  }
  const ended = phase === 'refused' || phase === 'cancelled' || phase === 'returned' ? phase : 'depot'
  return { kind: ended, at, partly: false, code }
}

/** A stop as its courier sees it. `sendsLeft` as R8 counts; `recipient` null once erased. */
export function courierStop(
  shipmentId: string,
  shipment: Shipment,
  recipient: Recipient | null,
  sendsMax: number,
  iso: Iso,
): CourierStop {
  const { visit, policy, suspension } = shipment
  const known = recipient ?? ERASED
  // Chosen anew after the NL, it is where the courier has to bring the parcels now (R14).
  const point = (visit?.held ? shipment.hold?.point : null) ?? visit?.point ?? null
  return {
    shipmentId,
    waybill: shipment.waybill,
    recipientName: known.name,
    address: withoutPlace(known.address),
    locale: shipment.locale,
    secured: shipment.secured,
    dropOff: shipment.destination,
    accepts: shipment.secured ? policy.door : [],
    pinDigits: policy.pinDigits,
    attended: policy.attended,
    phase: shipment.phase,
    open: visit?.open ?? false,
    arrivedAt: visit?.arrivedAt != null ? iso(visit.arrivedAt) : null,
    arrivalDue: awaitsArrival(shipment),
    parcels: shipment.parcels.map(({ label, place, declaredAt }) => ({
      label,
      place,
      declared: declaredAt !== null,
    })),
    codes: codesOpen(shipment) ? 'open' : 'closed',
    attemptsLeft: attemptsLeft(shipment),
    // What the recipient suspended is no way here either (R21).
    withoutCode: suspension ? 'hold' : codesOpen(shipment) ? policy.withoutCode : policy.afterWrong,
    identityAllowed: identityAllowed(shipment) && !suspension,
    tabletFailed: visit?.tabletFailed ?? false,
    identitySignature: policy.signature.includes('identity'),
    claimOpen: shipment.claim?.open ?? false,
    // A visit is over before a request of it is a day old.
    approval: visit?.open ? approvalView(shipment, shipment.approval?.at ?? 0, iso) : null,
    pageScans: pageScans(shipment),
    sendsLeft: Math.max(0, sendsMax - shipment.sends.count),
    point,
    words: holdWords(shipment.locale, point?.name ?? null),
    outcome: outcomeOf(shipment, iso),
  }
}
