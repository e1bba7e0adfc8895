import type { Locale } from '../domain/terms.ts'

/** Spreadsheets take a file for UTF-8 by it; without it Cyrillic and accents arrive broken. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** What a spreadsheet of the language takes for the end of a cell, where a comma already parts decimals. */
export const SEPARATORS: Record<Locale, ',' | ';'> = { en: ',', fr: ';', ru: ';' }

/** Spreadsheets run a cell that begins like this as a formula, some also in the full-width signs of East Asia. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/
const GUARDED = /^'(?=[=+\-@\t\r＝＋－＠])/

/** Text as a spreadsheet shows it, whatever it begins with. Numbers are numbers and stay so. */
const guarded = (value: string | number | null): string =>
  typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value ?? '')

/** The text of a cell that `csvLine` guarded. */
export const unguarded = (text: string): string => text.replace(GUARDED, '')

/** One line of a table (RFC 4180), its end included; text that begins like a formula is guarded. */
export function csvLine(cells: readonly (string | number | null)[], separator: string): string {
  const quoted = cells.map((value) => {
    const text = guarded(value)
    return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text
  })
  return `${quoted.join(separator)}\r\n`
}
