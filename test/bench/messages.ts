import { SMS_PARTS_AIM } from '../../worker/domain/limits.ts'
import { smsParts } from '../../worker/domain/sms-parts.ts'
import {
  LOCALES,
  type Locale,
  MESSAGE_CAUSES,
  type MessageCause,
  PROFILE_NAMES,
} from '../../worker/domain/terms.ts'
import { everySms } from '../support/messages.ts'

/** The messages of a delivery at the first visit, by the profile's moments, and of one fetched at a point. */
export const COURSES: Record<(typeof PROFILE_NAMES)[number], Record<'door' | 'point', MessageCause[]>> = {
  kse: { door: ['released', 'receipt'], point: ['released', 'held', 'ready', 'receipt'] },
  chronopost: {
    door: ['announced', 'scheduled', 'receipt'],
    point: ['announced', 'scheduled', 'held', 'ready', 'receipt'],
  },
}

/** Returns a function that says how many SMS parts a message takes at most, with names and an address of 24 signs. */
export function longest() {
  const every = everySms()
  return (cause: MessageCause, locale: Locale, profile?: string) =>
    Math.max(
      ...every
        .filter((one) => one.cause === cause && one.locale === locale)
        .filter((one) => profile === undefined || one.profile === profile)
        .map(({ sms }) => smsParts(sms).parts.length),
    )
}

/**
 * Prints how many SMS parts each message takes at most, with names and an address of 24 signs, and what a
 * whole hand-over takes. Returns whether no message takes more than its bound.
 */
export function benchMessages(): boolean {
  const most = longest()
  console.log(`\nSMS parts of a message (bound: ${SMS_PARTS_AIM}), longest form, ${LOCALES.join('/')}`)
  for (const cause of MESSAGE_CAUSES)
    console.log(`  ${cause.padEnd(16)} ${LOCALES.map((locale) => most(cause, locale)).join(' / ')}`)
  for (const profile of PROFILE_NAMES)
    for (const [where, causes] of Object.entries(COURSES[profile])) {
      const parts = LOCALES.map((locale) =>
        causes.reduce((sum, cause) => sum + most(cause, locale, profile), 0),
      )
      console.log(`  ${`${profile}, ${where}`.padEnd(16)} ${parts.join(' / ')} in ${causes.length} messages`)
    }
  return MESSAGE_CAUSES.every((cause) => LOCALES.every((locale) => most(cause, locale) <= SMS_PARTS_AIM))
}
