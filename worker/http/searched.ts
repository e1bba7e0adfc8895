import type { Context } from './context.ts'

const SEARCHED_MAX = 64

/**
 * Returns the search text from `q`, or from the percent-encoded header of our own screens. The screens use
 * the header because a name is personal data, and histories and access logs keep addresses.
 */
export function searched(c: Context): string | null {
  const header = c.http.req.header('sesame-search')
  try {
    const text = header === undefined ? c.http.req.query('q') : decodeURIComponent(header)
    return text?.trim().slice(0, SEARCHED_MAX) || null
  } catch {
    return null
  }
}
