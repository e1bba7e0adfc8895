import type { Parcel } from '../custody.ts'
import type { Fact } from '../event.ts'
import { DECLARED_MS } from '../limits.ts'
import type { Due, Shipment } from '../state.ts'
import type { LostWhy } from '../terms.ts'

const STILL_OUT: readonly Parcel['place'][] = ['vehicle', 'to-point']

/** Whether a parcel is at the depot by somebody's scan: one that never came there can not have got lost there. */
export const wasSeen = ({ secured }: Shipment, { place, seenAt }: Parcel): boolean =>
  secured && place === 'depot' && seenAt !== null

/** Whether one that is at the depot has to go back to its sender because it was cancelled. */
export const goesBack = (shipment: Shipment, parcel: Parcel): boolean =>
  shipment.phase === 'cancelled' && wasSeen(shipment, parcel)

/**
 * What nobody can explain by now (R26): declared and not received, not at its point in time, at the depot and unseen
 * for days, or cancelled and not sent back. Each parcel once.
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
  // What was declared back later than the rest has its twelve hours from then.
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
