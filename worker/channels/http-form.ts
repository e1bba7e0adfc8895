/** A gateway that hangs must not hold up the outbox behind it. */
export const GATEWAY_TIMEOUT_MS = 10_000

export type FormAnswer = { status: number; json: Record<string, unknown> } | { fault: 'timeout' | 'network' }

/**
 * Posts a form and reads a JSON object back. Never throws; an answer that is not a JSON object is read as
 * `{}`. Redirects are not followed, because they would carry the message's text to an address nobody
 * configured.
 */
export async function postForm(
  fetch: typeof globalThis.fetch,
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<FormAnswer> {
  // `AbortSignal.timeout` is not used: its timer runs on after the answer and keeps the shipment's object in
  // memory.
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(new DOMException('', 'TimeoutError')), GATEWAY_TIMEOUT_MS)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
      body: new URLSearchParams(fields).toString(),
      redirect: 'manual',
      signal: late.signal,
    })
    return { status: response.status, json: parse(await response.text()) }
  } catch (error) {
    return { fault: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'network' }
  } finally {
    clearTimeout(timer)
  }
}

function parse(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
