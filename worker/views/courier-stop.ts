import type { Recipient } from '../api/common.ts'
import type { CourierStop, StopOutcome } from '../api/stops/answers.ts'
import { unpaid } from '../domain/paid.ts'
import {
  attemptsLeft,
  awaitsArrival,
  codesOpen,
  identityAllowed,
  pageScans,
  reopenUntil,
  unreachedAtDoor,
} from '../domain/reading.ts'
import type { Shipment } from '../domain/state.ts'
import { lastOnDemand } from '../domain/told.ts'
import { holdWords } from '../domain/words.ts'
import { approvalView } from './approval-view.ts'
import { paymentState } from './payment-view.ts'
import { ERASED, type Iso, withoutPlace } from './recipient-data.ts'

function outcomeOf(shipment: Shipment, iso: Iso): StopOutcome | null {
  const { visit, phase } = shipment
  if (!visit || visit.open) return null
  const { code } = visit
  const at = iso(visit.endedAt ?? shipment.changedAt)
  // A hold without a point means "do not hand over" just as one with a point. What a counter does later is
  // not part of the stop.
  if (visit.held) return { kind: 'held', at, partly: false, code }
  if (visit.droppedOff) return { kind: 'dropped-off', at, partly: false, code }
  // Only the hand-over that ended this very visit is its outcome, not an earlier one or one at a counter.
  const last = shipment.handOvers.findLastIndex((done) => !done.atCounter && done.at === visit.endedAt)
  const done = shipment.handOvers[last]
  if (done) {
    const given = shipment.handOvers.slice(0, last + 1).flatMap(({ labels }) => labels)
    return { kind: done.proof, at, partly: given.length < done.of, code }
  }
  const ended = phase === 'refused' || phase === 'cancelled' || phase === 'returned' ? phase : 'depot'
  return { kind: ended, at, partly: false, code }
}

/** Returns a place to a hundred metres: enough to order stops, too little to pretend to have been at a door (R13). */
const placeOf = ({ lat, lon }: Recipient['address']) =>
  lat === undefined || lon === undefined ? null : { lat: roughly(lat), lon: roughly(lon) }
const roughly = (degrees: number) => Math.round(degrees * 1000) / 1000

/** What the shipper announced for whoever delivers, as far as it is not erased. */
export interface AnnouncedWishes {
  instructions?: string | null
  window?: { from: string; to: string } | null
}

/** Returns a stop as its courier sees it. `sendsLeft` is counted by R8; `recipient` is null once erased. */
export function courierStop(
  shipmentId: string,
  shipment: Shipment,
  recipient: Recipient | null,
  sendsMax: number,
  iso: Iso,
  { instructions = null, window = null }: AnnouncedWishes = {},
): CourierStop {
  const { visit, policy, suspension } = shipment
  const known = recipient ?? ERASED
  const until = reopenUntil(shipment)
  // If a dispatcher chose another point after the NL, the courier has to bring the parcels there (R14).
  const point = (visit?.held ? shipment.hold?.point : null) ?? visit?.point ?? null
  return {
    shipmentId,
    waybill: shipment.waybill,
    recipientName: known.name,
    address: withoutPlace(known.address),
    place: placeOf(known.address),
    phone: (policy.callRecipient && visit?.open && known.phone) || null,
    instructions,
    window,
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
    // What the recipient suspended is not offered here either (R21).
    // Unpaid, no document releases it (R30).
    withoutCode:
      suspension || unpaid(shipment) ? 'hold' : codesOpen(shipment) ? policy.withoutCode : policy.afterWrong,
    identityAllowed: identityAllowed(shipment) && !suspension && !unpaid(shipment),
    tabletFailed: visit?.tabletFailed ?? false,
    identitySignature: policy.signature.includes('identity'),
    claimOpen: shipment.claim?.open ?? false,
    // A visit is over before a request in it is a day old.
    approval: visit?.open ? approvalView(shipment, shipment.approval?.at ?? 0, iso) : null,
    pageScans: pageScans(shipment),
    // The courier learns only at the door whether the recipient was reached (R38).
    unreached: visit?.arrivedAt != null && unreachedAtDoor(shipment),
    onDemand: visit?.open && visit.arrivedAt !== null ? lastOnDemand(shipment) : [],
    sendsLeft: Math.max(0, sendsMax - shipment.sends.count),
    point,
    words: holdWords(shipment.locale, point?.name ?? null),
    // The object adds them, as it alone can derive them.
    visitWords: null,
    commitments: { code: null, receipts: [] },
    suspended: suspension !== null,
    asksFirst: policy.freshHands === 'approval',
    reopenMinutes: policy.reopenMinutes,
    seq: shipment.seq,
    payment: paymentState(shipment),
    outcome: outcomeOf(shipment, iso),
    reopenUntil: until === null ? null : iso(until),
  }
}
