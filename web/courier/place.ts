/** Where the courier stands, as the tablet knows it: evidence, never a condition (R13). */
export interface TabletPlace {
  lat: number
  lon: number
  accuracyM: number
}

const LIMIT_MS = 3_000

/**
 * The tablet's place, or undefined when it is refused, unknown or late. The browser's own timeout does not
 * count the time its question is on the screen, so the limit here is ours.
 */
export function tabletPlace(): Promise<TabletPlace | undefined> {
  return new Promise((done) => {
    setTimeout(() => done(undefined), LIMIT_MS)
    if (!navigator.geolocation) return done(undefined)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done({ lat: coords.latitude, lon: coords.longitude, accuracyM: coords.accuracy }),
      () => done(undefined),
      { enableHighAccuracy: true, timeout: LIMIT_MS, maximumAge: 10_000 },
    )
  })
}
