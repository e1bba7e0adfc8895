import type { PointKind } from './policy.ts'

export interface Place {
  postcode: string
  country: string
  lat?: number | undefined
  lon?: number | undefined
}

/** A point as the courier, the recipient and the log need it: no personal data. */
export interface PointInfo {
  id: string
  name: string
  kind: PointKind
  address: string
  hours?: string | undefined
}

export interface PointAt extends PointInfo {
  place: Place
}

const EARTH_M = 6_371_000
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Metres between two places along the earth's surface (haversine); null where one has no coordinates. */
export function distanceM(
  a: { lat?: number | undefined; lon?: number | undefined },
  b: { lat?: number | undefined; lon?: number | undefined },
): number | null {
  if (a.lat === undefined || a.lon === undefined || b.lat === undefined || b.lon === undefined) return null
  const dLat = radians(b.lat - a.lat)
  const dLon = radians(b.lon - a.lon)
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLon / 2) ** 2
  return Math.round(2 * EARTH_M * Math.asin(Math.sqrt(h)))
}

function commonPrefix(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}

/** Smaller is nearer: metres where both have coordinates, else by how much of the postcode agrees. */
function farness(address: Place, point: PointAt): number {
  const metres = distanceM(address, point.place)
  return metres ?? EARTH_M - commonPrefix(address.postcode, point.place.postcode)
}

/**
 * The point a parcel goes to when it may not be handed over (R14): the nearest of the same country by
 * distance, else by postcode; never a locker, which nobody can check an identity at. Null: back to the depot.
 */
export function choosePoint(address: Place, points: readonly PointAt[]): PointInfo | null {
  const candidates = points.filter(
    (point) => point.kind !== 'locker' && point.place.country === address.country,
  )
  let best: PointAt | null = null
  for (const point of candidates) {
    if (!best || farness(address, point) < farness(address, best)) best = point
  }
  if (!best) return null
  const { place: _place, ...info } = best
  return info
}
