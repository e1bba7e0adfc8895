/** Where the courier is, as far as the tablet knows. It is evidence, never a condition (R13). */
export interface TabletPlace {
  lat: number
  lon: number
  accuracyM: number
}

const LIMIT_MS = 3_000

/**
 * Returns the tablet's place, or undefined when it is refused, unknown or late. The time limit is ours
 * because the browser's own timeout does not count the time its permission prompt is on the screen.
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
