import { type CountryCode, findPhoneNumbersInText } from 'libphonenumber-js/max'

/** The countries of recipients: a number without "+" is read as a number of one of these. */
const COUNTRIES: CountryCode[] = ['RU', 'FR', 'BE', 'CH', 'GB', 'IE']

/**
 * Digits that could be a number, with the character on each side, which tells whether they are part of a
 * word.
 */
const CANDIDATE = /[^\p{Nd}]?[+(]*\p{Nd}(?:[^\p{L}\p{Nd}\n]{0,5}\p{Nd}){5,}.?/gu
/** A number with "+" or "00" is meant to be dialled, whether or not such a number exists. */
const INTERNATIONAL =
  /(?:\+[^\p{L}\p{Nd}]{0,3}|(?<![\p{L}\p{Nd}:.,])00[ .()/-]{0,2})\p{Nd}(?:[ .()/-]{0,2}\p{Nd}){7,}/gu
/** Pairs of digits, as French numbers are written, with any separator between them. */
const PAIRS = /(?<!\p{Nd})0[1-9]([^\p{L}\p{Nd}]{1,3})\p{Nd}{2}(?:\1\p{Nd}{2}){3}(?!\p{Nd})/gu
/** A short number counts as one only next to a word that tells people to call it. */
const SHORT =
  /(?<!\p{L})(?:t[eé]l|t[eé]l[eé]phone[rz]?|(?:r?appel|compos)(?:ez|er)|call|dial|phone|тел|телефону?|(?:по)?звоните|наберите)(?!\p{L})[^\p{L}\p{Nd}\n!?]{0,4}(?:(?:nous|le|la|au|us|on|по|на|нам|номеру?|numéro|number|короткому)[^\p{L}\p{Nd}\n!?]{1,4}){0,3}\p{Nd}(?: ?\p{Nd}){2,}/giu

interface Found {
  from: number
  to: number
  number: string
}

/**
 * Returns whether digits could be a number of the country. A Russian number has at least ten digits.
 * Elsewhere a number without "+" begins with 0, so "123 456 789" is none.
 */
function couldBe(part: string, country: CountryCode): boolean {
  const digits = part.replace(/\P{Nd}/gu, '').length
  return country === 'RU' ? digits >= 10 : digits >= 8 && /(?:^|[^\p{Nd}])0|\+/u.test(part)
}
const isDialled = (text: string, from: number, country: CountryCode) =>
  country === 'RU' || /^\(?[+0]/.test(text.slice(from))

const phonesIn = (text: string): Found[] =>
  [...text.matchAll(CANDIDATE)].flatMap(({ index, 0: part }) =>
    COUNTRIES.filter((country) => couldBe(part, country)).flatMap((defaultCountry) =>
      findPhoneNumbersInText(part, { defaultCountry })
        .filter(({ startsAt }) => isDialled(part, startsAt, defaultCountry))
        .map(({ startsAt, endsAt, number }) => ({
          from: index + startsAt,
          to: index + endsAt,
          number: number.number,
        })),
    ),
  )

const digitsOf = (text: string) => text.replace(/\P{Nd}/gu, '').replace(/^00/, '')

/** Returns the parts of a text that are written like a number of any country. */
const writtenIn = (text: string): Found[] =>
  [INTERNATIONAL, PAIRS, SHORT].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index: from, 0: match }) => {
      return { from, to: from + match.length, number: `+${digitsOf(match)}` }
    }),
  )

/** Returns a text, as `plain` reads it, with spaces in place of all telephone numbers except `own`. */
export function withoutNumbers(text: string, own: string | null = null): string {
  const found = [...phonesIn(text), ...writtenIn(text)]
  // The same digits are read for several countries; if any reading is the own number, they stay.
  const ours = found.filter(({ number }) => number === own)
  return found
    .filter((at) => !ours.some(({ from, to }) => from < at.to && at.from < to))
    .reduce((rest, { from, to }) => rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to), text)
}

/** Returns whether a text, as `plain` reads it, holds a telephone number other than `own`. */
export const hasNumber = (text: string, own: string | null = null): boolean =>
  withoutNumbers(text, own) !== text
