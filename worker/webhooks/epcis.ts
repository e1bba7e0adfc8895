import type { FactType } from '../domain/event.ts'
import { labelKey } from '../domain/label.ts'
import type { EventMessage } from '../objects/event-message.ts'

/** Words of GS1's Core Business Vocabulary 2.0. */
interface Words {
  bizStep: 'accepting' | 'arriving' | 'departing' | 'holding' | 'receiving' | 'shipping' | 'transporting'
  disposition: 'damaged' | 'dispensed' | 'in_progress' | 'in_transit' | 'returned'
}

/**
 * The events that say where parcels physically are or whose they become, in the closest words of the
 * vocabulary. Other events (a wrong code, a message) are no supply chain events and have no EPCIS form.
 */
const WORDS: Partial<Record<FactType, Words>> = {
  // "Accepting" means that an object changes possession, "dispensed" that it is distributed whole to a
  // customer.
  'handed-over': { bizStep: 'accepting', disposition: 'dispensed' },
  // "Holding" means that the parcel is set apart: it may not be handed over at the door any more.
  held: { bizStep: 'holding', disposition: 'in_transit' },
  'visit-failed': { bizStep: 'transporting', disposition: 'in_transit' },
  'visit-reopened': { bizStep: 'transporting', disposition: 'in_transit' },
  'received-at-point': { bizStep: 'receiving', disposition: 'in_progress' },
  'received-at-depot': { bizStep: 'receiving', disposition: 'in_progress' },
  'refused-at-point': { bizStep: 'holding', disposition: 'returned' },
  'return-ordered': { bizStep: 'holding', disposition: 'returned' },
  'left-for-sender': { bizStep: 'departing', disposition: 'returned' },
}

/** Returns whether an event has an EPCIS form. */
export const hasEpcis = (type: string): boolean => Object.hasOwn(WORDS, type)

/**
 * Returns the id of a parcel. An SSCC is a GS1 id; any other label is named below our own address, which need
 * not resolve.
 */
function epc(label: string, publicUrl: string): string {
  const key = labelKey(label)
  return /^\d{18}$/.test(key)
    ? `https://id.gs1.org/00/${key}`
    : `${publicUrl}/id/parcel/${encodeURIComponent(label)}`
}

/** Returns the point that an event names, in either of the two forms. */
function pointOf(data: Record<string, unknown>): string | null {
  if (typeof data.pointId === 'string') return data.pointId
  const { point } = data as { point?: { id?: string } | null }
  return point?.id ?? null
}

/** Returns an event as an EPCIS 2.0 ObjectEvent, or null if it has no such form. */
export function epcisEvent({ event, ...about }: EventMessage, publicUrl: string): object | null {
  const { shipmentId, waybill } = about
  const words = WORDS[event.type as FactType]
  if (!words || !event.parcels) return null
  const point = pointOf(event.data)
  const place = point && { id: `${publicUrl}/id/point/${point}` }
  // A hold names the point for which the parcels set out. Only events that happened at the point were read
  // there.
  const there = place && event.type !== 'held'
  const damaged = event.data.reason === 'damaged'
  return {
    type: 'ObjectEvent',
    eventID: `${publicUrl}/id/event/${shipmentId}/${event.seq}`,
    eventTime: event.at,
    eventTimeZoneOffset: '+00:00',
    action: 'OBSERVE',
    epcList: event.parcels.map((label) => epc(label, publicUrl)),
    bizStep: words.bizStep,
    disposition: damaged ? 'damaged' : words.disposition,
    ...(there && { readPoint: place, bizLocation: place }),
    ...(place && !there && { destinationList: [{ type: 'location', destination: place.id }] }),
    bizTransactionList: [
      { type: 'bol', bizTransaction: `${publicUrl}/id/waybill/${encodeURIComponent(waybill)}` },
    ],
    'sesame:type': event.type,
    ...(event.code !== undefined && { 'sesame:code': event.code }),
    'sesame:carrier': about.carrier,
    'sesame:contract': about.contractId,
    'sesame:shipment': shipmentId,
    'sesame:proved': event.proved,
    'sesame:hash': event.hash,
  }
}
