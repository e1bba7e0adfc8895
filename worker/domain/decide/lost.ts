import type { Parcel } from '../custody.ts'
import type { Fact } from '../event.ts'
import { DECLARED_MS } from '../limits.ts'
import type { Due, Shipment } from '../state.ts'
import type { LostWhy } from '../terms.ts'

const STILL_OUT: readonly Parcel['place'][] = ['vehicle', 'to-point']

/**
 * Whether a secured parcel is at the depot and a scan has seen it there. A parcel that never came there
 * cannot be lost there.
 */
export const wasSeen = ({ secured }: Shipment, { place, seenAt }: Parcel): boolean =>
  secured && place === 'depot' && seenAt !== null

/** Whether a parcel at the depot has to go back to its sender because the shipment was cancelled. */
export const goesBack = (shipment: Shipment, parcel: Parcel): boolean =>
  shipment.phase === 'cancelled' && wasSeen(shipment, parcel)

/**
 * Returns facts about parcels that nobody can explain by now (R26): declared back and not received, not at
 * the point in time, at the depot and unseen for days, or cancelled and not sent back. Each parcel appears
 * once.
 */
export function lostBy(shipment: Shipment, due: readonly Due[], now: number): Fact[] {
  const facts: Fact[] = []
  const known = new Set<string>()
  const lost = (why: LostWhy, is: (parcel: Parcel) => boolean) => {
    const labels = shipment.parcels.filter((parcel) => is(parcel) && !known.has(parcel.label))
    if (labels.length === 0) return
    for (const { label } of labels) known.add(label)
    facts.push({ type: 'unexplained', labels: labels.map(({ label }) => label), why })
  }
  // A parcel that was declared back later than the others has twelve hours of its own.
  const late = (at: number | null) => at !== null && now - at >= DECLARED_MS
  if (due.includes('not-received'))
    lost('not-received', ({ place, declaredAt }) => late(declaredAt) && STILL_OUT.includes(place))
  if (due.includes('not-at-point'))
    lost('not-at-point', ({ place, declaredAt }) => declaredAt === null && place === 'to-point')
  lost(
    'not-sent-back',
    (parcel) => due.includes(`not-sent-back:${parcel.label}`) && goesBack(shipment, parcel),
  )
  lost('unseen', (parcel) => due.includes(`unseen:${parcel.label}`) && wasSeen(shipment, parcel))
  return facts
}
