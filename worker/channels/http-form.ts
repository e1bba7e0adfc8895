import { objectOf } from './json.ts'

/** A gateway that hangs must not hold up the outbox behind it. */
export const GATEWAY_TIMEOUT_MS = 10_000
/** A gateway may ask for patience, but not for so much that the message is of no use any more. */
const WAIT_MAX_MS = 24 * 3_600_000

export type FormAnswer =
  /** `waitMs`: how long the gateway asks to be left alone (429, 503). */
  { status: number; json: Record<string, unknown>; waitMs?: number } | { fault: 'timeout' | 'network' }

/**
 * Posts a form and reads a JSON object back. Never throws; an answer that is not a JSON object is read as
 * `{}`. Redirects are not followed, because they would carry the message's text to an address nobody
 * configured. After a fault the gateway may have done what it was asked to.
 */
export const postForm = (
  fetch: typeof globalThis.fetch,
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<FormAnswer> =>
  exchange(fetch, url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
    body: new URLSearchParams(fields).toString(),
  })

/** Posts what is JSON already, as some gateways want the very text signed, under the same conditions. */
export const postJson = (
  fetch: typeof globalThis.fetch,
  url: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<FormAnswer> =>
  exchange(fetch, url, {
    method: 'POST',
    headers: { accept: 'application/json', ...headers, 'content-type': 'application/json;charset=utf-8' },
    body,
  })

/** Reads a JSON object or list, under the same conditions. */
export const getJson = (
  fetch: typeof globalThis.fetch,
  url: string,
  headers: Record<string, string>,
): Promise<FormAnswer> => exchange(fetch, url, { headers })

async function exchange(fetch: typeof globalThis.fetch, url: string, init: RequestInit): Promise<FormAnswer> {
  // `AbortSignal.timeout` is not used: its timer runs on after the answer and keeps the shipment's object in
  // memory.
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(new DOMException('', 'TimeoutError')), GATEWAY_TIMEOUT_MS)
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: late.signal })
    const waitMs = waitOf(response.headers.get('retry-after'))
    return { status: response.status, json: objectOf(await response.text()), ...(waitMs && { waitMs }) }
  } catch (error) {
    return { fault: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'network' }
  } finally {
    clearTimeout(timer)
  }
}

/** Returns the milliseconds that a `Retry-After` asks for, in seconds or until a date (RFC 9110). */
function waitOf(header: string | null): number | undefined {
  if (header === null) return undefined
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return ms > 0 ? Math.min(ms, WAIT_MAX_MS) : undefined
}
