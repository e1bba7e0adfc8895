import type { BrowserContextOptions } from 'playwright-core'

/** Animations are off, because the tests look at what is shown and not at how it moves there. */
const STILL = { reducedMotion: 'reduce' } as const
const HERE = { latitude: 45.7442, longitude: 4.8215, accuracy: 12 }
/** Precaching the whole PWA in each fresh context would take most of a test's time, and few tests need it. */
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
