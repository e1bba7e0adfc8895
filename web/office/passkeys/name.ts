/** The platforms, as a person would name the device in a list, by what the browser says of itself. The first that fits counts. */
const PLATFORMS: readonly [sign: RegExp, name: string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/CrOS/, 'Chromebook'],
  [/Windows/, 'Windows'],
  [/Mac/, 'Mac'],
  [/Linux/, 'Linux'],
]

/** Returns a name for a passkey that is made on this device, for its person to change; empty if nothing is known. */
export const platformName = (userAgent: string): string =>
  PLATFORMS.find(([sign]) => sign.test(userAgent))?.[1] ?? ''
