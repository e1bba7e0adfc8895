import { opensOn } from './opening-hours.ts'
import type { PointKind } from './terms.ts'

export interface PostalLocation extends Coordinates {
  postcode: string
  country: string
}

/** A point as the courier, the recipient and the log need it. It holds no personal data. */
export interface PointInfo {
  id: string
  name: string
  kind: PointKind
  address: string
  hours?: string | undefined
  /** The IANA zone in which the point's days are counted; absent: the policy's zone (R29). */
  zone?: string | undefined
}

export interface LocatedPoint extends PointInfo {
  place: PostalLocation
}

const EARTH_M = 6_371_000
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Coordinates in degrees, if they are known. */
export interface Coordinates {
  lat?: number | undefined
  lon?: number | undefined
}

/** Returns the metres along the earth's surface (haversine), or null if a place has no coordinates. */
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

/**
 * Returns how far a point is; a smaller number is nearer. It is in metres if both places have coordinates,
 * and otherwise depends on how much of the postcode agrees.
 */
function distanceRank(address: PostalLocation, point: LocatedPoint): number {
  const metres = distanceM(address, point.place)
  return metres ?? EARTH_M - commonPrefix(address.postcode, point.place.postcode)
}

/**
 * Returns the point that a parcel goes to when it may not be handed over (R14), or null if it goes back to
 * the depot. It is the nearest point of the same country, by distance or else by postcode, and never a
 * locker, because nobody can check an identity there. Points that are open on the day of the round or the day
 * after come before others. `weekday` is the day of the round, Monday = 0.
 */
export function choosePoint(
  address: PostalLocation,
  points: readonly LocatedPoint[],
  weekday: number,
): PointInfo | null {
  const soon = (point: LocatedPoint) =>
    opensOn(point.hours, weekday) || opensOn(point.hours, (weekday + 1) % 7)
  const candidates = points.filter(
    (point) => point.kind !== 'locker' && point.place.country === address.country,
  )
  const open = candidates.filter(soon)
  let best: LocatedPoint | null = null
  for (const point of open.length > 0 ? open : candidates) {
    if (!best || distanceRank(address, point) < distanceRank(address, best)) best = point
  }
  if (!best) return null
  const { place: _place, ...info } = best
  return info
}
