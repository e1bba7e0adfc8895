import { asSms } from './gsm.ts'
import type { Policy } from './policy.ts'
import { readings } from './signs.ts'
import { type Names, situations } from './situations.ts'
import type { Locale } from './terms.ts'
import { fill, PLACEHOLDERS, type Values, valuesOf, type WordedCause } from './wording.ts'

/** A text as one message made of it would be sent on one channel. */
export interface RenderedText {
  /** The text in one of its readings. */
  text: string
  pin: string | null
  link: string | null
}

/** Returns a message's paragraphs as an SMS and as an e-mail put them together. */
export const onChannels = (paragraphs: readonly string[]): string[] => [
  paragraphs.join(' '),
  paragraphs.join('\n\n'),
]

/** Values that are the same in every message. The others are names, addresses and days not known yet. */
const KNOWN: readonly string[] = ['code', 'link', 'presence', 'without']

/**
 * Returns the values with names that begin and end with a number, as "24 heures" and "ПВЗ 24" do, and hold no
 * other digit.
 */
const numbered = (values: Values): Values =>
  Object.fromEntries(
    PLACEHOLDERS.map((name) => {
      const value = values[name]
      return [name, value && !KNOWN.includes(name) ? `24 ${value.replace(/\p{Nd}/gu, '')} 24` : value]
    }),
  ) as Values

/**
 * Returns everything that a text can become under a policy, on every channel: with names as they are, and
 * with numbers in them. In the letters of an SMS a word may become a link that it was not.
 */
export function renderings(
  policy: Policy,
  locale: Locale,
  cause: WordedCause,
  template: string,
  names: Partial<Names> = {},
): { named: RenderedText[]; numbered: RenderedText[] } {
  const all = situations(policy, cause, names).map((told) => valuesOf(told, locale))
  const render = (values: Values): RenderedText[] =>
    [
      ...onChannels(fill(template, values).paragraphs),
      asSms(fill(template, values).paragraphs.join(' '), locale),
    ]
      .flatMap(readings)
      .map((text) => ({ text, pin: values.code, link: values.link }))
  return { named: all.flatMap(render), numbered: all.map(numbered).flatMap(render) }
}

/** What may stand before and behind a code for it to be a token of its own. */
const BEFORE = /(?:^|\s)[«“„"‘'(]?$/
const BEHIND = /^[»”"’')]?[.,;:!?]*(?:\s|$)/
/** A number so near the code that it is read, dialled or offered together with it. */
const NUMBER_BEFORE = /\p{Nd}[\s()/–—-]*$/u
const NUMBER_BEHIND = /^[\s()/–—-]*\p{Nd}/u
/** Digits in a row that a phone offers as the code of this message. */
const LIKE_A_CODE = /(?<!\p{Nd})\p{Nd}{5,8}(?!\p{Nd})/u

/** Returns what stands before and behind each place where a text holds `part`. */
function around(text: string, part: string): { before: string; behind: string }[] {
  const found: { before: string; behind: string }[] = []
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length))
    found.push({ before: text.slice(0, at), behind: text.slice(at + part.length) })
  return found
}

export type ApartFault = 'code-not-apart' | 'link-not-apart' | 'link-twice'

/**
 * Returns what is wrong around the code and the link of a message: something touches one, so that a phone or
 * a reader takes more or less for it, or the link stands there twice (R5).
 */
export function apartFaults({ text, pin, link }: RenderedText): ApartFault[] {
  const faults: ApartFault[] = []
  const links = link ? around(text, link) : []
  if (links.some(({ before, behind }) => !/(?:^|\s)$/.test(before) || !/^(?:\s|$)/.test(behind)))
    faults.push('link-not-apart')
  if (links.length > 1) faults.push('link-twice')
  const codes = pin ? around(text, pin) : []
  const touched = codes.some(
    ({ before, behind }) =>
      !BEFORE.test(before) ||
      !BEHIND.test(behind) ||
      NUMBER_BEFORE.test(before) ||
      NUMBER_BEHIND.test(behind),
  )
  if (touched) faults.push('code-not-apart')
  return faults
}

/** Returns the words of a message without its link and its code. */
export const words = ({ text, pin, link }: RenderedText): string => {
  const rest = link ? text.replaceAll(link, ' ') : text
  return pin ? rest.replaceAll(pin, ' ') : rest
}

/**
 * Whether a message offers another number as the code. In `numbered` renderings it can only be one that the
 * text itself contains.
 */
export const looksLikeCode = (rendered: RenderedText): boolean => LIKE_A_CODE.test(words(rendered))
