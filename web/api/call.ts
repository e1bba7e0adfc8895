/** problem+json of the worker. */
export interface Problem {
  type?: string
  title?: string
  status?: number
  code?: string
  errors?: { field: string; code: string }[]
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
export type Failure =
  | { ok: false; status: number; code: string; problem: Problem }
  | { ok: false; status: 0; code: 'offline'; problem: Problem }
export type Result<T> = { ok: true; status: number; data: T } | Failure

export interface CallOptions {
  /** The Idempotency-Key of the user's action. Give the same one when the person taps "try again". */
  key?: string | undefined
  signal?: AbortSignal | undefined
  /** What is searched for, beside the address: histories and access logs keep addresses. */
  search?: string | undefined
  /** For what takes long by its nature, such as a hundred announcements in one call. */
  timeoutMs?: number | undefined
}

/** What `call` touches outside itself, so that tests hand in their own. */
export interface Deps {
  fetch: (url: string, init: RequestInit) => Promise<Response>
  wait: (ms: number) => Promise<void>
  newKey: () => string
}

const TIMEOUT_MS = 15_000
/** Before the second, third and fourth try. */
const BACKOFF_MS = [300, 1_000, 3_000]
/** The gateway gave up on its way: the action may or may not have happened, the key makes repeating safe. */
const AGAIN = [502, 503]

/** A key for one action of the user. Keep it as long as that action may be repeated. */
export const newKey = (): string => crypto.randomUUID()

/** Builds `call` over the given fetch, clock and keys. */
export function createCall(deps: Deps) {
  const once = async <T>(
    url: string,
    init: RequestInit,
    { signal, timeoutMs = TIMEOUT_MS }: CallOptions,
  ): Promise<Result<T>> => {
    const timeout = new AbortController()
    const timer = setTimeout(() => timeout.abort(), timeoutMs)
    const cancel = () => timeout.abort()
    signal?.addEventListener('abort', cancel)
    try {
      const response = await deps.fetch(url, { ...init, signal: timeout.signal })
      const body = await response.json().catch(() => undefined)
      if (response.ok) return { ok: true, status: response.status, data: body as T }
      const problem = (body ?? {}) as Problem
      return { ok: false, status: response.status, code: problem.code ?? `http-${response.status}`, problem }
    } catch {
      return { ok: false, status: 0, code: 'offline', problem: {} }
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
    }
  }

  /**
   * Calls our API. Never throws: the answer says whether it worked, with the problem's `code` when refused and
   * `offline` when no answer came. Repeats only after a network failure, 502 or 503, always with the same key.
   */
  return async <T = unknown>(
    method: Method,
    path: string,
    body?: unknown,
    options: CallOptions = {},
  ): Promise<Result<T>> => {
    const headers: Record<string, string> = { Accept: 'application/json' }
    if (body !== undefined) headers['Content-Type'] = 'application/json'
    if (options.search) headers['Sesame-Search'] = encodeURIComponent(options.search)
    if (method !== 'GET') headers['Idempotency-Key'] = options.key ?? deps.newKey()
    const init: RequestInit = { method, headers, credentials: 'same-origin' }
    if (body !== undefined) init.body = JSON.stringify(body)
    let result = await once<T>(path, init, options)
    for (const pause of BACKOFF_MS) {
      if (result.ok || options.signal?.aborted || !(result.status === 0 || AGAIN.includes(result.status)))
        break
      await deps.wait(pause)
      result = await once<T>(path, init, options)
    }
    return result
  }
}

/** `call<Answer>('POST', '/api/…', body)`: see `createCall`. */
export const call = createCall({
  fetch: (url, init) => fetch(url, init),
  wait: (ms) => new Promise((done) => setTimeout(done, ms)),
  newKey,
})
