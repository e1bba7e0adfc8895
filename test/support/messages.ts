import { smsOf } from '../../worker/channels/sms-text.ts'
import type { MessageContent } from '../../worker/domain/message-content.ts'
import { moneyText } from '../../worker/domain/money-text.ts'
import { type Policy, type PolicyOverrides, policyOf } from '../../worker/domain/policy.ts'
import { situations, WORDED_CAUSES } from '../../worker/domain/situations.ts'
import {
  LOCALES,
  type Locale,
  MESSAGE_CAUSES,
  type MessageCause,
  PROFILE_NAMES,
  type Profile,
} from '../../worker/domain/terms.ts'
import type { WordedCause } from '../../worker/domain/wording.ts'

/** An address of 24 signs, as long as a deployment's may be, and a real link under it. */
export const LONG_LINK = `https://sesame-colis.com/r#${'x'.repeat(14)}.${'y'.repeat(14)}`
/** Names of 24 signs, in each language's own letters. */
export const LONG_NAMES: Record<Locale, { carrier: string; sender: string; point: string; day: string }> = {
  ru: {
    carrier: 'Курьер Сервис Экспресс 1',
    sender: 'Дом книги на Литейном 12',
    point: 'ПВЗ на улице Щербакова 7',
    day: '30.09',
  },
  fr: {
    carrier: 'Livraison Sécurisée Lyon',
    sender: 'Maison Lefèvre et Filles',
    point: 'Relais Forêt Sœur-Hélène',
    day: '30/09',
  },
  en: {
    carrier: 'Harbour Parcels & Co Ltd',
    sender: 'Harbour Books and Papers',
    point: 'Corner Post Office Quay3',
    day: '30 Sept',
  },
}
/** The largest amount that anybody may be asked for, in a currency that has no sign there. */
export const LONG_AMOUNT: Record<Locale, string> = {
  ru: moneyText(99_999_999, 'BYN', 'ru'),
  fr: moneyText(99_999_999, 'RUB', 'fr'),
  en: moneyText(99_999_999, 'RUB', 'en'),
}
const ADDRESS = '12-14 rue du Docteur-Émile-Roux, 69100 Villeurbanne'

/** One message in one form that it can take. */
export interface Told {
  profile: Profile
  cause: MessageCause
  locale: Locale
  content: MessageContent
  sms: string
}

const isWorded = (cause: MessageCause): cause is WordedCause =>
  (WORDED_CAUSES as readonly MessageCause[]).includes(cause)

/** Returns everything a message can have to say, with the longest names. */
function contentsOf(policy: Policy, cause: MessageCause, locale: Locale): MessageContent[] {
  const { carrier, sender, point, day } = LONG_NAMES[locale]
  // Of the messages that no contract words, only that of a payment tells more than a receipt does: what a resend tells.
  const plain =
    cause === 'paid'
      ? situations({ ...policy, payment: 'none' }, 'resend').flatMap((one) => [
          one,
          { ...one, secret: false, pin: null },
        ])
      : situations(policy, 'receipt').flatMap((one) => [one, { ...one, codeHolds: true }])
  const place = <P extends { name: string; address: string }>(one: P | null) =>
    one && { ...one, name: point, address: ADDRESS }
  return (isWorded(cause) ? situations(policy, cause) : plain).map((one) => {
    const counter = place(one.counter)
    return {
      ...one,
      carrier,
      sender,
      due: one.due && LONG_AMOUNT[locale],
      amount: cause === 'paid' || cause === 'refunded' ? LONG_AMOUNT[locale] : null,
      link: cause === 'corrected' ? null : LONG_LINK,
      point: place(one.point),
      destination: one.destination && point,
      counter: counter && { ...counter, day },
    }
  })
}

/** Returns every SMS that can leave under a profile with these fields; `asked`: another contact was asked for. */
export function everySms(own: PolicyOverrides = {}, asked = false): Told[] {
  return PROFILE_NAMES.flatMap((profile) =>
    MESSAGE_CAUSES.flatMap((cause) =>
      LOCALES.flatMap((locale) =>
        contentsOf(policyOf(profile, own), cause, locale).map((content) => ({
          profile,
          cause,
          locale,
          content,
          sms: smsOf(cause, content, locale, asked && cause !== 'contact-change'),
        })),
      ),
    ),
  )
}
