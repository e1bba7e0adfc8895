import type { PointLine } from '../../../worker/api/people/answers.ts'
import type { ShipmentView } from '../../../worker/api/shipments/answers.ts'
import { oneLine } from '../point.ts'

type Given = Pick<ShipmentView, 'state' | 'parcels' | 'hold' | 'point' | 'destination' | 'recipient'>

/**
 * Returns the point that has a part of the shipment or gets one now. The parcels at the depot can only join it
 * there.
 */
const joinedAt = ({ parcels, hold }: Given): string | undefined =>
  hold?.receivedAt && parcels.some(({ place }) => place === 'point' || place === 'to-point')
    ? hold.point.id
    : undefined

/** States off the road, in which the parcels at the depot set out for the chosen point. */
const SETTLED: readonly ShipmentView['state'][] = ['at-depot', 'refused', 'partly-handed-over']

/** Whether choosing a point would send parcels out from the depot. */
export const fromDepot = (shipment: Given): boolean =>
  (SETTLED.includes(shipment.state) || joinedAt(shipment) !== undefined) &&
  shipment.parcels.some(({ place }) => place === 'depot')

function alike(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}

/**
 * Returns the points that a shipment may be sent to instead, sorted by how much of the postcode agrees. `search`
 * narrows them.
 */
export function pointsFor(shipment: Given, points: readonly PointLine[], search: string): PointLine[] {
  const { destination, recipient } = shipment
  const current = shipment.hold?.point ?? shipment.point ?? destination
  const joined = joinedAt(shipment)
  // Parcels at the depot may set out for the very point they were meant for.
  const other = (id: string) => (joined ? id === joined : fromDepot(shipment) || id !== current?.id)
  const postcode = recipient?.address.postcode ?? ''
  const wanted = search.trim().toLowerCase()
  return points
    .filter(({ id, kind }) => other(id) && (kind !== 'locker' || destination !== null))
    .filter(({ name, address }) => `${name} ${oneLine(address)}`.toLowerCase().includes(wanted))
    .sort((a, b) => alike(b.address.postcode, postcode) - alike(a.address.postcode, postcode))
}
