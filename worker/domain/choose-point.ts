import { opensOn } from './opening-hours.ts'
import type { PointKind } from './terms.ts'

export interface Place extends Coordinates {
  postcode: string
  country: string
}

/** A point as the courier, the recipient and the log need it: no personal data. */
export interface PointInfo {
  id: string
  name: string
  kind: PointKind
  address: string
  hours?: string | undefined
  /** IANA zone its days are counted in; absent: the policy's (R29). */
  zone?: string | undefined
}

export interface PointAt extends PointInfo {
  place: Place
}

const EARTH_M = 6_371_000
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Degrees, where they are known. */
export interface Coordinates {
  lat?: number | undefined
  lon?: number | undefined
}

/** Metres between two places along the earth's surface (haversine); null where one has no coordinates. */
export function distanceM(a: Coordinates, b: Coordinates): number | null {
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
 * distance, else by postcode; never a locker, which nobody can check an identity at. One that is open on the day
 * of the round or the next goes before one that is not; `weekday` is the round's, Monday = 0. Null: back to the depot.
 */
export function choosePoint(address: Place, points: readonly PointAt[], weekday: number): PointInfo | null {
  const soon = (point: PointAt) => opensOn(point.hours, weekday) || opensOn(point.hours, (weekday + 1) % 7)
  const candidates = points.filter(
    (point) => point.kind !== 'locker' && point.place.country === address.country,
  )
  const open = candidates.filter(soon)
  let best: PointAt | null = null
  for (const point of open.length > 0 ? open : candidates) {
    if (!best || farness(address, point) < farness(address, best)) best = point
  }
  if (!best) return null
  const { place: _place, ...info } = best
  return info
}
