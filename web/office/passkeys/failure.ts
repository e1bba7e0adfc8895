import type { NoPasskey } from '../../device/passkey.ts'
import type en from './i18n/en.ts'

type Words = Extract<keyof typeof en, `e.${string}`>

const OF_CODE: Record<string, Words> = {
  offline: 'e.offline',
  'no-device': 'e.no-device',
  'passkey-known': 'e.known',
}

/** Returns the words for what the server refused. */
export const refusedWords = (code: string): Words => OF_CODE[code] ?? 'e.failed'

/** Returns the words for a passkey that was not made. An account without any is none of these: it is adding one. */
export const unmadeWords = (why: NoPasskey): Words => (why === 'none' ? 'e.failed' : `e.${why}`)
