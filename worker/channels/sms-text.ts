import { asSms } from '../domain/gsm.ts'
import { SMS_PARTS_AIM } from '../domain/limits.ts'
import type { MessageContent } from '../domain/message-content.ts'
import { smsParts } from '../domain/sms-parts.ts'
import type { Locale, MessageCause } from '../domain/terms.ts'
import { smsEn } from './texts/sms-en.ts'
import { smsFr } from './texts/sms-fr.ts'
import { smsRu } from './texts/sms-ru.ts'

const SMS = { ru: smsRu, fr: smsFr, en: smsEn }

/** Signs of a place's name that an SMS has room for, whatever else it has to say. */
const NAME_ROOM = 24

/** Returns a contract's own text as SMS, behind the warning while a contact change is asked for (R9). */
export function wordedSms(paragraphs: readonly string[], locale: Locale, asked: boolean): string {
  const { warning, onPage } = SMS[locale].contactAsked
  return asSms([...(asked ? [warning, onPage] : []), ...paragraphs].join(' '), locale)
}

/** Returns how many parts a text takes as SMS. */
export const partsOf = (text: string) => smsParts(text).parts.length

/** Returns the first of the texts that take the fewest parts. */
const cheapest = (texts: readonly string[]): string =>
  texts.reduce((best, text) => (partsOf(text) < partsOf(best) ? text : best))

/** Returns `content` with places' names that leave room for the rest. */
function named(content: MessageContent): MessageContent {
  const short = (name: string) => [...name].slice(0, NAME_ROOM).join('').trim()
  const { point, destination, counter } = content
  return {
    ...content,
    point: point && { ...point, name: short(point.name) },
    destination: destination && short(destination),
    counter: counter && { ...counter, name: short(counter.name) },
  }
}

/** Returns `content` without what opens the parcel, or what has to be paid for it. */
const silent = (content: MessageContent): MessageContent => ({
  ...content,
  secret: false,
  pin: null,
  due: null,
  counter: content.counter && { ...content.counter, identity: false },
})

/**
 * Returns our text of a message as SMS: of the forms that say what it must, the first that costs no part more
 * than another. While a contact change is asked for, that is said before the link. Where it leaves no room for
 * the secret, the page behind the same link tells that (R9).
 */
export function smsOf(cause: MessageCause, content: MessageContent, locale: Locale, asked: boolean): string {
  const { forms, contactAsked, colon } = SMS[locale]
  const warning = asked && content.link ? [contactAsked.warning, contactAsked.here] : []
  const end = content.link ? [...warning, content.link] : []
  const texts = (of: MessageContent) =>
    forms[cause](of)
      .flatMap((form) => [`${content.carrier}${colon}${form}`, form])
      .map((form) => asSms([form, ...end].join(' '), locale))
  const fits = (text: string) => partsOf(text) <= SMS_PARTS_AIM
  const attempts = [content, named(content), ...(asked ? [silent(named(content))] : [])]
  const best = attempts.map((of) => cheapest(texts(of)))
  return best.find(fits) ?? cheapest(best)
}
