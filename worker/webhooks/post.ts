import type { RenderedMessage } from './message.ts'
import { RESPONSE_CHARS, TIMEOUT_MS } from './schedule.ts'

/**
 * The result of one try. `fault` tells why there is no answer of the endpoint's own, or why it was not
 * followed.
 */
export interface PostResult {
  ok: boolean
  status: number | null
  /** The first characters of the answer. */
  response: string
  fault: 'timeout' | 'network' | 'redirect' | 'address' | null
}

/** Enough bytes for the characters that are kept, whatever they take in UTF-8. */
const RESPONSE_BYTES = RESPONSE_CHARS * 4

/**
 * Posts one signed event. Never throws. A redirect counts as a failure, because it would carry the event to
 * an address that nobody checked. Only the beginning of the answer is read.
 */
export async function postWebhook(
  fetch: typeof globalThis.fetch,
  url: string,
  { contentType, body }: RenderedMessage,
  headers: Record<string, string>,
  timeoutMs = TIMEOUT_MS,
): Promise<PostResult> {
  // `AbortSignal.timeout` is not used: its timer runs on after the answer and keeps the object in memory.
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(new DOMException('', 'TimeoutError')), timeoutMs)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': contentType, 'user-agent': 'Sesame-Webhooks/1.0' },
      body,
      redirect: 'manual',
      signal: late.signal,
    })
    const { status } = response
    const text = await beginning(response)
    if (status >= 300 && status < 400) return { ok: false, status, response: text, fault: 'redirect' }
    return { ok: response.ok, status, response: text, fault: null }
  } catch {
    return { ok: false, status: null, response: '', fault: late.signal.aborted ? 'timeout' : 'network' }
  } finally {
    clearTimeout(timer)
  }
}

async function beginning(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    text += decoder.decode(chunk.subarray(0, RESPONSE_BYTES), { stream: true })
    // Leaving the loop cancels the rest.
    if (size >= RESPONSE_BYTES) break
  }
  return text.slice(0, RESPONSE_CHARS).toWellFormed()
}
