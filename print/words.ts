import { format, type Text, type Translate } from '../web/i18n/texts.ts'
import timelineEn from '../web/timeline/i18n/en.ts'
import timelineFr from '../web/timeline/i18n/fr.ts'
import timelineRu from '../web/timeline/i18n/ru.ts'
import { type Speech, sentenceOf } from '../web/timeline/sentence.ts'
import type { EventLine } from '../worker/api/shipments/answers.ts'
import { moneyText } from '../worker/domain/money-text.ts'
import type { Locale } from '../worker/domain/terms.ts'
import en from './words/en.ts'
import fr from './words/fr.ts'
import ru from './words/ru.ts'

const WORDS: Record<Locale, Record<string, Text>> = { en, fr, ru }
/**
 * The words of an event are those of the dispatcher's timeline, so that they are written in one place only.
 */
const TIMELINES: Record<Locale, Record<string, Text>> = { en: timelineEn, fr: timelineFr, ru: timelineRu }

export type Words = Translate<typeof en>

/** Everything needed to write a document in one language. */
export interface Language {
  locale: Locale
  t: Words
  list: (items: readonly string[]) => string
  /** Writes an instant in the contract's time zone and names the zone. */
  at: (instant: string) => string
  /** Says in a sentence what happened. */
  sentence: (event: EventLine) => string
  proved: (event: EventLine) => string
}

/** Returns the words of a language, with instants in the given time zone. */
export function languageOf(locale: Locale, timeZone: string): Language {
  const lookUp = (texts: Record<string, Text>) =>
    ((key: string, params?: Record<string, string | number>) =>
      format(texts[key] ?? '', locale, params)) as never
  const list = (items: readonly string[]) => new Intl.ListFormat(locale).format(items)
  const money = (amount: number, currency: string) => moneyText(amount, currency, locale)
  const speech: Speech = { t: lookUp(TIMELINES[locale]), list, money }
  // Paper has no browser to say where it is read: English is written the European way, the day first.
  const clock = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    ...{
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    },
    timeZone,
    timeZoneName: 'shortOffset',
  } as Intl.DateTimeFormatOptions)
  return {
    locale,
    t: lookUp(WORDS[locale]),
    list,
    at: (instant) => clock.format(Date.parse(instant)),
    sentence: (event) => sentenceOf(event, speech).text,
    proved: (event) => list(event.proved.map((what) => speech.t(`proved.${what}`))),
  }
}
