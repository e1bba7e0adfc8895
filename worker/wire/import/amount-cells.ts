import { currencyDigits, fromDecimal } from '../../domain/money.ts'
import { currenciesNamed } from './currencies.ts'

/** What stands in a cell, or what is wrong with it. */
export type Read<T> = { ok: true; value: T } | { ok: false; code: string }

const wrong = (code: string): { ok: false; code: string } => ({ ok: false, code })
const right = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

/** A cell with an amount, taken apart. Which minor units it means depends on the currency. */
export interface AmountCell {
  digits: string
  /** The currencies that a sign or a code beside the digits may mean; null: there is none. */
  currencies: readonly string[] | null
}

/** No amount is longer. What looks for a pattern in a long text would take the square of its length. */
const CELL_MAX = 40
/** The digits with what groups them and what stands beside them. */
const PARTS = /^(\D*?)(\d(?:[\d.,'’ ]*\d)?)(\D*)$/
/** A sign before or behind the digits, or brackets as accountants write them. */
const BELOW_ZERO = /[-−–—(]/u

/** Takes a cell with an amount apart; blanks of all kinds are single spaces in it. */
export function amountCell(text: string): Read<AmountCell> {
  const [, before = '', digits, after = ''] = (text.length <= CELL_MAX && PARTS.exec(text)) || []
  if (digits === undefined) return wrong('number')
  const [first, second] = [before.trim(), after.trim()]
  if (BELOW_ZERO.test(first) || /^[-−–—]$/u.test(second)) return wrong('min-value')
  const said = [first, second].filter(Boolean).map(currenciesNamed)
  const [one = null, other] = said
  // "€ 49 EUR" says it twice. Both have to be known, and to agree.
  if (said.some((codes) => codes.length === 0)) return wrong('number')
  return right({ digits, currencies: other && one ? one.filter((code) => other.includes(code)) : one })
}

/** Whether digits stand in groups of three with one separator between them. */
const isGrouped = (text: string, separator: string) =>
  text.split(separator).every((group, at) => (at === 0 ? /^[1-9]\d{0,2}$/ : /^\d{3}$/).test(group))

/**
 * Returns digits as a decimal with a point. The last separator is that of the decimals, unless it groups: it
 * stands more than once, or is a blank or an apostrophe. A single one before three digits may be either.
 */
function decimalOf(digits: string, currency: string): Read<string> {
  const separators = [...digits.replace(/\d/g, '')]
  const last = separators.at(-1)
  if (last === undefined) return plain(digits, '')
  const whole = digits.replace(/\D/g, '')
  if (separators.length > 1 ? new Set(separators).size === 1 : !/[.,]/.test(last))
    return isGrouped(digits, last) ? right(whole) : wrong('number')
  const at = digits.lastIndexOf(last)
  const [head, decimals] = [digits.slice(0, at), digits.slice(at + 1)]
  const others = new Set(separators.slice(0, -1))
  const [group] = others
  if (!/[.,]/.test(last) || others.has(last) || others.size > 1) return wrong('number')
  if (group !== undefined)
    return isGrouped(head, group) ? right(`${head.replace(/\D/g, '')}.${decimals}`) : wrong('number')
  if (!isGrouped(digits, last)) return plain(head, decimals)
  // A currency without decimals has none here either.
  return currencyDigits(currency) === 0 ? right(whole) : wrong('ambiguous')
}

/** A number that begins with zeros is no amount: something else stands there. */
const plain = (head: string, decimals: string): Read<string> =>
  /^0\d/.test(head) ? wrong('number') : right(decimals === '' ? head : `${head}.${decimals}`)

/** Returns the minor units that the digits of a cell mean in a currency. */
export function minorUnitsOf(digits: string, currency: string): Read<number> {
  const decimal = decimalOf(digits, currency)
  if (!decimal.ok) return decimal
  const [whole = '', decimals = ''] = decimal.value.split('.')
  const kept = decimals.replace(/0+$/, '')
  if (kept.length > currencyDigits(currency)) return wrong('too-fine')
  const amount = fromDecimal(kept === '' ? whole : `${whole}.${kept}`, currency)
  if (amount === null) return wrong('max-value')
  return amount === 0 ? wrong('min-value') : right(amount)
}

/** Returns how many of the goods there are; an empty cell means one. */
export function quantityOf(text: string): Read<number> {
  if (text === '') return right(1)
  const [, sign, digits, decimals = ''] =
    /^([-−–—]?)\s?(\d{1,6})(?:[.,](0+))?\s?(?:шт|pcs?|pi[eè]ces?|pce)?\.?$/iu.exec(text) ?? []
  if (digits === undefined) return wrong('number')
  if (sign) return wrong('min-value')
  // "1,000" is one to a Russian bookkeeper and a thousand to an English one.
  if (decimals.length >= 3) return wrong('ambiguous')
  return Number(digits) === 0 ? wrong('min-value') : right(Number(digits))
}

/** How people say that no VAT is charged; `0` is a rate. */
const NO_VAT =
  /^(?:без\s?(?:ндс|налога)|ндс не облагается|не облагается(?: ндс)?|none|no vat|without vat|(?:vat )?exempt|sans tva|exon[eé]r[eé]e?(?: de tva)?|tva non applicable)\.?$/iu
const RATE = /^(?:ндс|tva|vat)?\s?(\d{1,3})(?:[.,](\d{1,2}))?\s?%?(?:\s?(?:ндс|tva|vat))?$/iu

/** Returns the rate of VAT in percent. A fraction of one is refused: `0.2` is how spreadsheets keep 20 %. */
export function vatOf(text: string): Read<number | 'none'> {
  if (NO_VAT.test(text)) return right('none')
  const [, percent, decimals = ''] = RATE.exec(text) ?? []
  if (percent === undefined) return wrong(/^[-−–—]\s?\d/u.test(text) ? 'min-value' : 'number')
  const rate = Number(`${percent}.${decimals || '0'}`)
  return rate > 0 && rate < 1 ? wrong('number') : rate > 40 ? wrong('max-value') : right(rate)
}
