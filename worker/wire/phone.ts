import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'
import type { PhoneKind } from '../domain/terms.ts'
import { bareNumber } from './phone-text.ts'

/** Where a number belongs: the address beside which it stands. */
export interface PhonePlace {
  /** ISO 3166-1 alpha-2. Without it only a number with its country's code is read. */
  country?: string | undefined
  postcode?: string | undefined
}

/**
 * Why a text is no number. `rounded`: a spreadsheet has rounded it. `no-such-number`: its form is right, and
 * no such number can exist there. `regex`: anything else.
 */
export type PhoneFault = 'regex' | 'rounded' | 'no-such-number'

export type PhoneReading =
  | {
      ok: true
      /** E.164. */
      number: string
      kind: PhoneKind
      /** Whether another number stood beside it and was left out. */
      several: boolean
    }
  | { ok: false; code: PhoneFault }

/** The signature of `readPhone`, for those who get it handed in: its tables are large and loaded when needed. */
export type ReadPhone = (text: string, place?: PhonePlace) => PhoneReading

/**
 * Ranges that are kept free for films and examples. No metadata counts them as numbers, and people try a
 * service with them.
 */
const FICTION: readonly [range: RegExp, kind: PhoneKind][] = [
  // Arcep, France.
  [/^\+3363998\d{4}$/, 'mobile'],
  // Ofcom, Great Britain.
  [/^\+447700900\d{3}$/, 'mobile'],
  [/^\+441632960\d{3}$/, 'landline'],
  // ComReg, Ireland.
  [/^\+3532091\d{5}$/, 'mobile'],
  // NANPA, North America.
  [/^\+1[2-9]\d{2}55501\d{2}$/, 'mobile'],
  // ACMA, Australia.
  [/^\+61491570(?:006|110|15[6-9])$/, 'mobile'],
]

const KINDS: Record<string, PhoneKind> = {
  MOBILE: 'mobile',
  FIXED_LINE_OR_MOBILE: 'either',
  FIXED_LINE: 'landline',
  VOIP: 'internet',
  TOLL_FREE: 'freephone',
  PREMIUM_RATE: 'premium',
  // Whoever calls such a number pays for it, too.
  SHARED_COST: 'premium',
}

/** The French departments overseas whose numbers are dialled like those of France. */
const FRENCH_PLAN: readonly CountryCode[] = ['FR', 'RE', 'GP', 'MQ', 'GF', 'YT']
/** The overseas country of a French postcode, by its first three digits. */
const OVERSEAS: Record<string, CountryCode> = {
  '971': 'GP',
  '972': 'MQ',
  '973': 'GF',
  '974': 'RE',
  '975': 'PM',
  '976': 'YT',
  '977': 'BL',
  '978': 'MF',
  '986': 'WF',
  '987': 'PF',
  '988': 'NC',
}

/** `6,3998E+08`: the last digits are gone. */
const ROUNDED = /^[+-]?\d+(?:[.,]\d+)?\s*[eе]\s*[+-]?\s*\d+$/iu
/** What stands between two numbers. A stroke and a dash may also stand within one, so they are tried last. */
const BETWEEN = [
  /[;,|&]|\s(?:ou|et|or|and|или|и)\s/iu,
  /[;,|&]|\s(?:ou|et|or|and|или|и)\s|\s[/-]\s/iu,
  /[;,|&/]|\s(?:ou|et|or|and|или|и)\s/iu,
]
const ONLY_SIGNS = /^[\d+().\-/\s]+$/
/** Two numbers with their words fit in, and nothing takes long to read. */
const TEXT_MAX = 120
const DIGITS_MIN = 5
const DIGITS_MAX = 20

const FAULT = { ok: false, code: 'regex' } as const
const NONE = { ok: false, code: 'no-such-number' } as const

/**
 * Reads a telephone number as people, spreadsheets and address books write it. Only a number that can exist,
 * or that is kept free for fiction, is one. What could mean two numbers is refused, because the code would go
 * to the other one. Of two numbers in one field the first mobile one is taken.
 */
export function readPhone(text: string, place: PhonePlace = {}): PhoneReading {
  if (text.length > TEXT_MAX) return FAULT
  const written = bareNumber(text)
  if (ROUNDED.test(written)) return { ok: false, code: 'rounded' }
  const whole = readOne(written, place)
  if (whole.ok) return whole
  for (const between of BETWEEN) {
    const taken = firstMobile(written.split(between), place)
    if (taken) return taken
  }
  return whole
}

/** Returns the number to take of several; null where a part is none, as it could be the end of another one. */
function firstMobile(parts: readonly string[], place: PhonePlace): PhoneReading | null {
  const numbers = parts.filter((part) => /\S/.test(part)).map((part) => readOne(part.trim(), place))
  const read = numbers.filter((one) => one.ok)
  if (parts.length < 2 || read.length < numbers.length) return null
  const of = (wanted: PhoneKind) => read.find(({ kind }) => kind === wanted)
  const taken = of('mobile') ?? of('either') ?? read[0]
  return taken ? { ...taken, several: read.some(({ number }) => number !== taken.number) } : null
}

/** Reads a text that holds one number and nothing else. */
function readOne(written: string, place: PhonePlace): PhoneReading {
  const digits = written.replace(/\D/g, '')
  if (!ONLY_SIGNS.test(written) || digits.length < DIGITS_MIN || digits.length > DIGITS_MAX) return FAULT
  const abroad = /^\(?\s*(?:\+\s*(?:00)?|00)\s*/.exec(written)
  const rest = abroad ? written.slice(abroad[0].length) : written
  if (rest.includes('+')) return FAULT
  return abroad ? readAbroad(rest, digits, place, /\+/.test(abroad[0])) : readAtHome(written, place)
}

/** Returns a number that exists, by its digits in the form that is dialled from abroad or in a country. */
function existing(dialled: string, country?: CountryCode): PhoneReading | null {
  const parsed = parsePhoneNumberFromString(dialled, {
    ...(country && { defaultCountry: country }),
    extract: false,
  })
  if (!parsed || parsed.ext) return null
  const { number } = parsed
  const fiction = FICTION.find(([range]) => range.test(number))
  if (fiction) return { ok: true, number, kind: fiction[1], several: false }
  if (!parsed.isValid()) return null
  return { ok: true, number, kind: KINDS[parsed.getType() ?? ''] ?? 'other', several: false }
}

/** `(0)`: the digit that is dialled at home only. Italian numbers keep it. */
const TRUNK = /\(\s*0\s*\)/
const digitsOf = (text: string) => text.replace(/\D/g, '')

/** Reads what follows `+` or `00`. */
function readAbroad(rest: string, all: string, place: PhonePlace, plus: boolean): PhoneReading {
  const dialled = [rest.replace(TRUNK, ''), rest].map((one) => `+${digitsOf(one)}`)
  const parsed = dialled.map((one) => existing(one)).find((one) => one?.ok) ?? null
  const home = countriesOf(place)
  if (parsed?.ok) {
    const code = parsePhoneNumberFromString(parsed.number)?.countryCallingCode ?? ''
    // A blank within the country's code says that it was not meant as one: "004-92-58-76-11".
    const [first = ''] = rest.replace(/^[^\d]+/, '').split(/\D/)
    if (first.length < code.length) return NONE
    // With a zero too many in front of it, a number from home looks like one from abroad.
    const atHome = plus ? null : readNational(all.replace(/^0/, ''), home)
    return atHome && atHome.number !== parsed.number ? NONE : parsed
  }
  // "+8 916 …" is how some write the 8 that is dialled in Russia.
  const eight = plus && /^8\d{10}$/.test(digitsOf(rest)) && home.some((country) => EIGHT.includes(country))
  return (eight && readNational(digitsOf(rest), home)) || NONE
}

const EIGHT: readonly CountryCode[] = ['RU', 'KZ']

/** Returns the countries among whose numbers one without a country's code is looked for, the likeliest first. */
function countriesOf({ country = '', postcode = '' }: PhonePlace): CountryCode[] {
  const code = country.trim().toUpperCase()
  if (!isSupportedCountry(code)) return []
  const overseas = code === 'FR' ? OVERSEAS[postcode.trim().slice(0, 3)] : undefined
  const own = overseas ? [overseas, code] : [code]
  return own.some((one) => FRENCH_PLAN.includes(one)) ? [...new Set([...own, ...FRENCH_PLAN])] : own
}

/** What is dialled before a number abroad, where that is not `00`. */
const ABROAD_FROM: Partial<Record<CountryCode, string>> = { RU: '810', KZ: '810', US: '011', CA: '011' }

/** Reads a number that is written as it is dialled at home, or whose `+` was dropped. */
function readAtHome(written: string, place: PhonePlace): PhoneReading {
  const home = countriesOf(place)
  const [country] = home
  if (!country) return FAULT
  const digits = digitsOf(written)
  const away = ABROAD_FROM[country]
  if (away && digits.startsWith(away)) return existing(`+${digits.slice(away.length)}`) ?? NONE
  // What is dialled in France is not what the island itself calls its numbers.
  const miquelon = country === 'PM' ? /^0508(\d{6})$/.exec(digits) : null
  if (miquelon) return existing(`+508${miquelon[1]}`) ?? NONE
  const trunkless = digitsOf(written.replace(/^(\d{1,3})\s*\(\s*0\s*\)/, '$1'))
  const found = [readNational(digits, home), readNational(trunkless, home), withoutPlus(digits, home)]
  return theOne(found.filter((one) => one !== null)) ?? NONE
}

type Read = PhoneReading & { ok: true }

/** Returns the number that several ways of reading agree on, or the only mobile one among them. */
function theOne(found: readonly Read[]): Read | null {
  const numbers = new Map(found.map((one) => [one.number, one]))
  const mobile = [...numbers.values()].filter(({ kind }) => kind === 'mobile')
  const [one] = numbers.size === 1 ? numbers.values() : mobile
  return numbers.size > 1 && mobile.length !== 1 ? null : (one ?? null)
}

const codesOf = (home: readonly CountryCode[]) => home.map((country) => getCountryCallingCode(country))

/** Reads a number of home with its country's code, whose `+` a spreadsheet has dropped. */
function withoutPlus(digits: string, home: readonly CountryCode[]): Read | null {
  const found = codesOf(home).some((code) => digits.startsWith(code)) ? existing(`+${digits}`) : null
  return found?.ok ? found : null
}

function readNational(digits: string, home: readonly CountryCode[]): Read | null {
  for (const country of home) {
    const found = existing(digits, country)
    // Zeros in front of a number from home make one from abroad of it, which nobody wrote.
    if (found?.ok && codesOf(home).some((code) => found.number.startsWith(`+${code}`))) return found
  }
  return null
}
