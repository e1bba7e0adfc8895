import { inGsm } from './sms-parts.ts'
import type { Locale } from './terms.ts'

/** Signs that no rule of Unicode takes apart, as an SMS writes them. */
const WRITTEN: Record<string, string> = {
  ...Object.fromEntries([...'’‘‚‛′`´'].map((sign) => [sign, "'"])),
  ...Object.fromEntries([...'“”„«»″'].map((sign) => [sign, '"'])),
  ...Object.fromEntries([...'‐‑‒–—−'].map((sign) => [sign, '-'])),
  ...{ '…': '...', œ: 'oe', Œ: 'OE', '№': 'No', '°': 'o', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', '·': '-' },
}
/** Signs of currencies that no phone's alphabet has, by their codes (ISO 4217). */
const CURRENCIES: Record<string, string> = {
  ...{ '₽': 'RUB', '₸': 'KZT', '₴': 'UAH', '₾': 'GEL', '֏': 'AMD', '₼': 'AZN' },
  ...{ '₺': 'TRY', '₹': 'INR', '₪': 'ILS', '₫': 'VND', '₩': 'KRW' },
}
/** Russian letters by the table that passports use (ICAO 9303): a name in them can be read in Latin. */
const LATIN: Record<string, string> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'i', к: 'k' },
  ...{ л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts' },
  ...{ ч: 'ch', ш: 'sh', щ: 'shch', ъ: 'ie', ы: 'y', ь: '', э: 'e', ю: 'iu', я: 'ia' },
}

function latin(letter: string): string | undefined {
  const small = letter.toLowerCase()
  const written = LATIN[small]
  if (written === undefined || letter === small) return written
  return written.slice(0, 1).toUpperCase() + written.slice(1)
}

/**
 * Returns a text of a Latin language in the alphabet of phones, GSM-7, in which a part holds 160 signs instead
 * of 70: é, è, à and ù stay, ê becomes e and ’ becomes '. A sign that cannot be written stays as it is.
 */
export function toGsm(text: string): string {
  return [...text.normalize('NFC').replace(/[\s\u00a0\u2007\u202f]/g, ' ')]
    .map((sign) => {
      if (inGsm(sign)) return sign
      const bare = sign.normalize('NFKD').replace(/\p{M}/gu, '')
      return WRITTEN[sign] ?? CURRENCIES[sign] ?? latin(sign) ?? ([...bare].every(inGsm) ? bare : sign)
    })
    .join('')
}

/** Returns a text as it leaves as SMS: in the alphabet of phones where its language has one. */
export const asSms = (text: string, locale: Locale): string => (locale === 'ru' ? text : toGsm(text))
