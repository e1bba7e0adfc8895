import { unguarded } from '../csv.ts'
import type { ImportColumn } from './columns.ts'
import { lettersFault } from './letters.ts'
import type { WarningCode } from './warnings.ts'

/** These are numbers to a spreadsheet, and no numbers to us: it rounds them and takes zeros off. */
const NUMBERS: readonly ImportColumn[] = ['waybill', 'label', 'phone', 'postcode', 'reference', 'pointId']
/** These too are numbers that are rounded; of these zeros may be taken off. */
const AMOUNTS: readonly ImportColumn[] = ['deliveryAmount', 'deliveryVat', 'quantity', 'price', 'vat']
/** These are compared as they are; in all others any white space between words becomes a single space. */
const EXACT: readonly ImportColumn[] = ['waybill', 'label']
const WORDS: readonly ImportColumn[] = ['name', 'line1', 'line2', 'city']

/** What a cell says, and what is wrong with it (a fault) or was put right (a warning). */
export interface ReadCell {
  text: string
  fault: string | null
  warning: WarningCode | null
}

/** `="0012345678"` and `=0012345678`: how programs keep a spreadsheet from reading a number. */
const QUOTED_FORMULA = /^=\s*(["“”„«])([^"“”„«»]*)["“”»]$/u
const PLAIN_FORMULA = /^=\s*(\+?\d+)$/
/** An apostrophe before a number means to a spreadsheet that it is text. */
const APOSTROPHE = /^['’‘`´](?=[\p{L}\p{N}+])/u

/** `1,23457E+12`, which a spreadsheet shows for a long number; the last digits are gone. Е may be Cyrillic. */
const ROUNDED = /^[+-]?\d(?:[.,]\d+)?\s?[eе]\s?[+-]\s?\d{1,3}$|^[+-]?\d[.,]\d+\s?[eе]\s?\d{1,3}$/iu
/** A number that became a decimal in a column where some cells were empty. */
const DECIMAL = /^(\d{4,})[.,]0$/
/** What spreadsheets in our three languages show in place of a result, or of a number that has no room. */
const NO_RESULT =
  /^#(?:N\/A|Н\/Д|REF!|ССЫЛКА!|VALUE!|VALEUR!|ЗНАЧ!|NAME\?|NOM\?|ИМЯ\?|DIV\/0!|ДЕЛ\/0!|NUM!|NOMBRE!|ЧИСЛО!|NULL!|NUL!|ПУСТО!|#+)$/iu

/** Reads a cell as it was meant, whatever a spreadsheet made of it. */
export function readCell(raw: string, column: ImportColumn): ReadCell {
  const named = NUMBERS.includes(column)
  const number = named || AMOUNTS.includes(column)
  const guardless = unguarded(raw.trim())
  const formula = (
    QUOTED_FORMULA.exec(guardless)?.[2] ??
    PLAIN_FORMULA.exec(guardless)?.[1] ??
    guardless
  ).trim()
  const plain = number ? formula.replace(APOSTROPHE, '') : formula
  const text = EXACT.includes(column) ? plain : plain.replace(/\s+/g, ' ')
  const fault =
    lettersFault(raw, WORDS.includes(column)) ??
    (NO_RESULT.test(text) ? 'no-result' : number && ROUNDED.test(text) ? 'rounded' : null)
  const decimal = named && column !== 'phone' && fault === null ? DECIMAL.exec(text)?.[1] : undefined
  return { text: decimal ?? text, fault, warning: decimal === undefined ? null : 'decimal-removed' }
}

/** Countries whose postcodes have five digits and may begin with a zero, which a spreadsheet takes off. */
const FIVE_DIGITS = ['FR', 'ES', 'IT', 'DE', 'US']

/** Returns a postcode of a country in its own form, and whether a zero was put before it. */
export function postcodeOf(text: string, country: string): { postcode: string; zero: boolean } {
  if (FIVE_DIGITS.includes(country) && /^\d{4}$/.test(text)) return { postcode: `0${text}`, zero: true }
  const french = country === 'FR' ? /^(?:FR?[- ]?)?(\d{2})[ \u00a0]?(\d{3})$/i.exec(text) : null
  return { postcode: french ? `${french[1]}${french[2]}` : text, zero: false }
}
