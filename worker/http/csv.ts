import type { Context } from 'hono'

/** Spreadsheets run a cell that begins like this as a formula. */
const FORMULA = /^[=+\-@\t\r]/

function cell(value: string | number | null): string {
  const text = value === null ? '' : String(value)
  const safe = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** RFC 4180 with a byte order mark, which spreadsheets take UTF-8 by; text that begins like a formula is quoted. */
export function csv(
  c: Context,
  name: string,
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): Response {
  const body = [header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')
  return c.body(`\uFEFF${body}\r\n`, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    // A filter's text, perhaps: no header takes just anything.
    'Content-Disposition': `attachment; filename="${name.replace(/[^A-Za-z0-9._-]/g, '')}.csv"`,
  })
}
