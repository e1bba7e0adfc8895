import type { StopCount } from './decision.ts'

export interface CountedParcel {
  shipmentId: string
  label: string
}
/** The parcels of a round by where they are. Each one is in exactly one list. */
export type Counted = Record<keyof StopCount, CountedParcel[]>

export const COUNTED: readonly (keyof StopCount)[] = [
  'handedOver',
  'toPoint',
  'atPoint',
  'depot',
  'unexplained',
]

export interface CountedStop {
  shipmentId: string
  count: StopCount
}

/**
 * Counts the stops of one round, or of several rounds together. If a parcel left with two rounds of a day,
 * the first counts it as back at the depot; here it stands once, where it is now.
 */
export function countTogether(stops: readonly CountedStop[]): Counted {
  const places = new Map<string, { where: keyof StopCount; parcel: CountedParcel }>()
  for (const { shipmentId, count } of stops)
    for (const where of COUNTED)
      for (const label of count[where]) {
        const key = `${shipmentId} ${label}`
        const known = places.get(key)
        if (!known || known.where === 'depot') places.set(key, { where, parcel: { shipmentId, label } })
      }
  const of = (wanted: keyof StopCount) =>
    [...places.values()].flatMap(({ where, parcel }) => (where === wanted ? [parcel] : []))
  return Object.fromEntries(COUNTED.map((where) => [where, of(where)])) as Counted
}
