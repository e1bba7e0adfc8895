import type { Locale } from '../domain/terms.ts'

/** Spreadsheets recognise UTF-8 by this mark; without it Cyrillic and accented letters arrive broken. */
export const BYTE_ORDER_MARK = '\uFEFF'

/**
 * The cell separator that a spreadsheet of the language expects; where the comma separates decimals it is a
 * semicolon.
 */
export const SEPARATORS: Record<Locale, ',' | ';'> = { en: ',', fr: ';', ru: ';' }

/**
 * Spreadsheets run a cell that begins like this as a formula; some do so with the full-width characters of
 * East Asia too.
 */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/
const GUARDED = /^'(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/

/** Returns a cell's text so that a spreadsheet shows it whatever it begins with. Numbers stay numbers. */
const guarded = (value: string | number | null): string =>
  typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value ?? '')

/** Returns the text of a cell that `csvLine` guarded. */
export const unguarded = (text: string): string => text.replace(GUARDED, '')

/** Returns one line of a table (RFC 4180) with its line end. Text that begins like a formula is guarded. */
export function csvLine(cells: readonly (string | number | null)[], separator: string): string {
  const quoted = cells.map((value) => {
    const text = guarded(value)
    return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text
  })
  return `${quoted.join(separator)}\r\n`
}
