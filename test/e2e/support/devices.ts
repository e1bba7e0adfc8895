import type { BrowserContextOptions } from 'playwright-core'

/** The tests look at what is said, not at how it moves there. */
const STILL = { reducedMotion: 'reduce' } as const
const HERE = { latitude: 45.7442, longitude: 4.8215, accuracy: 12 }
/** Fetching the whole PWA ahead in each fresh context would be most of a test's time: few days need it. */
const LIGHT = { serviceWorkers: 'block' } as const
export const TABLET: BrowserContextOptions = {
  ...LIGHT,
  ...STILL,
  viewport: { width: 800, height: 1180 },
  hasTouch: true,
  locale: 'fr-FR',
  timezoneId: 'Europe/Paris',
  permissions: ['geolocation'],
  geolocation: HERE,
}
export const PHONE: BrowserContextOptions = {
  ...STILL,
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
  locale: 'fr-FR',
  timezoneId: 'Europe/Paris',
}
export const DESK: BrowserContextOptions = {
  ...LIGHT,
  ...STILL,
  viewport: { width: 1280, height: 800 },
  locale: 'fr-FR',
  timezoneId: 'Europe/Paris',
}
