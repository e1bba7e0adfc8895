import { deviceName } from '../device/people.ts'

/** Words in the browser's own description of its system, and what people call such a device. */
const KINDS: [RegExp, string][] = [
  [/iPad/, 'iPad'],
  [/iPhone/, 'iPhone'],
  [/Android.*Mobile/, 'Android'],
  [/Android/, 'Android tablet'],
  [/CrOS/, 'Chromebook'],
  [/Windows/, 'Windows'],
  [/Mac/, 'Mac'],
  [/Linux/, 'Linux'],
]

/** Returns the name that is proposed for this device: the last one, or what it is. */
export const proposedName = (about = navigator.userAgent): string =>
  deviceName() ?? KINDS.find(([word]) => word.test(about))?.[1] ?? 'Browser'
