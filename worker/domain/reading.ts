import type { ContactChange, LabelChange, RequestedChange } from './asked.ts'
import type { Hold } from './custody.ts'
import { ATTEMPTS, CONTACT_LAPSE_MS, CONTACT_WAIT_MS } from './limits.ts'
import { unpaid } from './paid.ts'
import type { Due, Shipment } from './state.ts'
import type { Claimed, CounterProof, ParcelPlace } from './terms.ts'

/** What a shipment's state means: where it can be handed over, what opens it there and what is left to do. */

/**
 * Returns the labels of parcels that may still reach the recipient: not handed over, and not on their way
 * back to the sender.
 */
export const notHandedOver = (shipment: Shipment): string[] =>
  shipment.parcels
    .filter((parcel) => parcel.place !== 'recipient' && !parcel.toSender)
    .map((parcel) => parcel.label)

const labelsAt = (shipment: Shipment, place: ParcelPlace) =>
  shipment.parcels.filter((parcel) => parcel.place === place).map((parcel) => parcel.label)

/** Returns the labels that are still on the vehicle and could be handed over at this door. */
export const onVehicle = (shipment: Shipment): string[] => labelsAt(shipment, 'vehicle')

/** Returns the labels that the point has and may still issue. */
export function atPoint(shipment: Shipment): string[] {
  return shipment.parcels
    .filter((parcel) => parcel.place === 'point' && !parcel.toSender)
    .map((parcel) => parcel.label)
}

/** Returns the labels that the point has although nothing explains how they came there (R28). */
export const unconfirmed = (shipment: Shipment): string[] =>
  shipment.parcels
    .filter(({ place, toSender, undeclared }) => undeclared && place === 'point' && !toSender)
    .map(({ label }) => label)

/** Whether the tablet may still report its arrival after the point's receipt ended the drop-off (R28). */
export const awaitsArrival = ({ visit, parcels }: Shipment): boolean =>
  visit?.arrivedAt === null && parcels.some(({ undeclared }) => undeclared?.visit === visit.number)

/**
 * Returns why nobody is given these parcels against an identity document now, whoever asks and whatever they
 * show, or null (R21, R28).
 */
export function identityWaits(
  shipment: Shipment,
  labels: readonly string[],
): 'identity-suspended' | 'receipt-unconfirmed' | null {
  if (shipment.suspension) return 'identity-suspended'
  return unconfirmed(shipment).some((label) => labels.includes(label)) ? 'receipt-unconfirmed' : null
}

/** Returns what the recipient's open claim is about (R21). */
export const claimed = ({ claim }: Shipment): readonly Claimed[] => (claim?.open ? claim.kinds : [])

/** Whether a part of the shipment is at a point or on its way there. */
export const waitsAtPoint = ({ parcels }: Shipment): boolean =>
  parcels.some(({ place }) => place === 'to-point' || place === 'point')

/** Returns the hold as long as it is about something. A hold that all parcels have left is over. */
export function currentHold(shipment: Shipment): Hold | null {
  const { hold } = shipment
  return hold && (hold.receivedAt === null || waitsAtPoint(shipment)) ? hold : null
}

/** Returns how many codes may still be compared at the door (R12). */
export function attemptsLeft(shipment: Shipment): number {
  return Math.max(0, ATTEMPTS - shipment.evaluated)
}

export function codesOpen(shipment: Shipment): boolean {
  return shipment.secured && attemptsLeft(shipment) > 0
}

/**
 * Returns where something can be handed over now, or null. A drop-off has no door: its parcels are handed
 * over at the point.
 */
export function handOverSite(shipment: Shipment): 'door' | 'counter' | null {
  if (isOver(shipment)) return null
  if (shipment.visit?.open) return shipment.destination ? null : 'door'
  return shipment.hold && atPoint(shipment).length > 0 ? 'counter' : null
}

/** Returns until when the courier can take back what ended the visit, in ms, or null (R37). */
export function reopenUntil({ undoable, policy }: Shipment): number | null {
  return undoable && policy.reopenMinutes > 0 ? undoable.at + policy.reopenMinutes * 60_000 : null
}

/** Whether nothing can be handed over any more. Parcels may still be on their way back. */
export function isOver(shipment: Shipment): boolean {
  return shipment.phase === 'handed-over' || shipment.phase === 'returned' || shipment.phase === 'cancelled'
}

/**
 * Whether the rules of this visit allow an identity check now (R16): after "no code", after five wrong codes,
 * or with a broken tablet.
 */
export function identityAllowed(shipment: Shipment): boolean {
  const { visit, policy } = shipment
  if (!visit?.open || !shipment.secured) return false
  if (visit.tabletFailed && policy.brokenTablet === 'identity') return true
  return visit.identityOpen || (!codesOpen(shipment) && policy.afterWrong === 'identity')
}

/** Whether the recipient's page has a scanner, to release by link or to reveal code and QR (R7, R19). */
export function pageScans(shipment: Shipment): boolean {
  if (!shipment.secured) return false
  if (handOverSite(shipment) === 'counter') {
    const accepted = counterAccepts(shipment)
    return accepted.includes('link') || (shipment.policy.reveal !== 'message' && takesCode(accepted))
  }
  return shipment.policy.door.includes('link') || shipment.policy.reveal !== 'message'
}

/** Returns the labels that the recipient's phone may name now. */
export const nameable = (shipment: Shipment): string[] =>
  handOverSite(shipment) === 'counter' ? atPoint(shipment) : onVehicle(shipment)

/**
 * Whether the page of `session` may show code and QR. With `reveal: "message"` it may while a code can be used.
 * Otherwise this phone's camera must have caught a label. With `reveal: "scan"` a photo of one counts too, after
 * recorded arrival or the point's receipt (R7); with `reveal: "arrival"` no photo does, but the courier's arrival
 * near the address (R39).
 */
export function revealed(shipment: Shipment, session: string): boolean {
  const { policy, page, visit } = shipment
  // Payment precedes the reveal (R30).
  if (!codesUsable(shipment) || unpaid(shipment)) return false
  // After a partial hand-over the next version is told at the next moment, not on the page before (R24).
  if (shipment.secretSent !== shipment.secret) return false
  if (policy.reveal === 'message') return true
  const counter = handOverSite(shipment) === 'counter'
  if (policy.reveal === 'arrival' && !counter && visit?.open && visit.arrivedAt !== null && visit.near)
    return true
  const photos = policy.reveal === 'scan' && (counter || visit?.arrivedAt != null)
  return page.scanned.some(
    (scan) => scan.session === session && (scan.by === 'camera' || (scan.by === 'photo' && photos)),
  )
}

/**
 * Whether the courier's screen and the recipient's page show the words of this visit (R39): from the recorded
 * arrival on, once the code shows.
 */
export function wordsShown(shipment: Shipment): boolean {
  const { policy, page, visit } = shipment
  if (policy.reveal !== 'arrival' || handOverSite(shipment) !== 'door' || !codesUsable(shipment)) return false
  if (unpaid(shipment)) return false
  if (!visit?.open || visit.arrivedAt === null) return false
  return visit.near || page.scanned.some(({ by }) => by === 'camera')
}

/** Whether a code is worth telling and showing, because a door or a counter can still accept it. */
export function codesUsable(shipment: Shipment): boolean {
  if (isOver(shipment)) return false
  if (shipment.hold || shipment.destination) return takesCode(counterAccepts(shipment))
  return codesOpen(shipment)
}

/** Whether no message reached the recipient of a secured shipment, as a courier learns it at the door (R38). */
export const unreachedAtDoor = ({ secured, secretReached }: Shipment): boolean => secured && !secretReached

/** Whether a message with the secret tells the code itself, and not only the link to it (R5, R7, R30, R39). */
export function tellsPin(shipment: Shipment): boolean {
  const accepted: readonly CounterProof[] =
    handOverSite(shipment) === 'counter' ? counterAccepts(shipment) : shipment.policy.door
  if (shipment.policy.reveal !== 'message' || unpaid(shipment)) return false
  return codesUsable(shipment) && accepted.includes('pin')
}

const takesCode = (accepted: readonly CounterProof[]) => accepted.includes('pin') || accepted.includes('qr')

/** Returns how many codes may still be compared at counters, which have five of their own (R28). */
export function counterAttemptsLeft(shipment: Shipment): number {
  return Math.max(0, ATTEMPTS - shipment.evaluatedAtCounter)
}

/** Returns what a counter accepts for this shipment now (R28). */
export const counterAccepts = (shipment: Shipment): CounterProof[] =>
  handOverSite(shipment) === 'counter' ? counterTakes(shipment) : []

/**
 * Returns what a counter accepts once it has the parcel. After NL the door's code is dead, so a counter
 * without a new one accepts none. After five wrong codes only the identity check is left. An ordinary parcel
 * is issued against an identity document.
 */
export function counterTakes(shipment: Shipment): CounterProof[] {
  if (!shipment.secured) return ['identity']
  const { policy, destination } = shipment
  if (counterAttemptsLeft(shipment) === 0) return policy.counter.filter((proof) => proof === 'identity')
  const newCode = destination !== null || policy.newCodeAtPoint
  return policy.counter.filter((proof) => newCode || (proof !== 'pin' && proof !== 'qr'))
}

/** Returns the requested contact that may still come into force (R9), or null. */
export const pendingContact = (shipment: Shipment): ContactChange | null =>
  isOver(shipment) ? null : shipment.contactChange

/**
 * Whether a link may still stop a change of contact although a newer one was sent (R9). It must have been
 * sent to that contact.
 */
export const stopsContact = (shipment: Shipment, link: number): boolean =>
  pendingContact(shipment) !== null && link >= shipment.contactLink && link <= shipment.link

/** Returns the request for labels by another recipient (R41), or null. It outlives the shipment's end. */
export const pendingLabel = ({ labelChange }: Shipment): LabelChange | null => labelChange

/** Whether a link may still stop a label from going to somebody else, although the shipment is over (R41). */
export const stopsLabel = (shipment: Shipment, link: number): boolean =>
  pendingLabel(shipment) !== null && link === shipment.link

/**
 * Returns the earliest instant at which a change takes effect (R9), in ms: half an hour after whoever loses
 * by it was told, or after the request if nobody could be told. Null: the message is underway, and they have
 * had no time to say no.
 */
export const changeFrom = ({ toldAt, untold, at }: RequestedChange): number | null =>
  toldAt !== null ? toldAt + CONTACT_WAIT_MS : untold ? at + CONTACT_WAIT_MS : null

/**
 * Returns what the calendar does next about a change and when, in ms: it takes effect or lapses (R9). Null
 * while the message is underway.
 */
export function changeDue(pending: RequestedChange): { next: 'change' | 'lapse'; at: number } | null {
  const { approved, untold, byOperator, at } = pending
  if (!approved || (untold && !byOperator)) return { next: 'lapse', at: at + CONTACT_LAPSE_MS }
  const from = changeFrom(pending)
  return from === null ? null : { next: 'change', at: from }
}

/** Returns what the calendar does next about a change of contact, and when, in ms (R9). */
export function contactDue(shipment: Shipment): { due: Due; at: number } | null {
  const pending = pendingContact(shipment)
  const next = pending && changeDue(pending)
  return next && { due: `contact-${next.next}`, at: next.at }
}

/** Returns what the calendar does next about labels that somebody else wants, and when, in ms (R41). */
export function labelDue(shipment: Shipment): { due: Due; at: number } | null {
  const pending = pendingLabel(shipment)
  const next = pending && changeDue(pending)
  return next && { due: `label-${next.next}`, at: next.at }
}
