import type { Context } from './context.ts'

const SEARCHED_MAX = 64

/**
 * What is searched for: `q`, or the header of our own screens, percent-encoded. A name is personal data, and what is
 * in an address is kept by histories and access logs.
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
