import type { PointLine } from '../../../worker/api/people/answers.ts'
import type { ShipmentView } from '../../../worker/api/shipments/answers.ts'
import { oneLine } from '../point.ts'
import { fromDepot } from './allowed.ts'

type Given = Pick<ShipmentView, 'state' | 'parcels' | 'hold' | 'point' | 'destination' | 'recipient'>

function alike(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}

/** The points a shipment may be sent to instead, by how much of the postcode agrees; `search` narrows them. */
export function pointsFor(shipment: Given, points: readonly PointLine[], search: string): PointLine[] {
  const { destination, recipient } = shipment
  const current = shipment.hold?.point ?? shipment.point ?? destination
  // What is at the depot may set out for the very point it was meant for.
  const other = (id: string) => fromDepot(shipment) || id !== current?.id
  const postcode = recipient?.address.postcode ?? ''
  const wanted = search.trim().toLowerCase()
  return points
    .filter(({ id, kind }) => other(id) && (kind !== 'locker' || destination !== null))
    .filter(({ name, address }) => `${name} ${oneLine(address)}`.toLowerCase().includes(wanted))
    .sort((a, b) => alike(b.address.postcode, postcode) - alike(a.address.postcode, postcode))
}
