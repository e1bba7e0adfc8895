import type { AnswerOf, InputOf, ParamsOf, QueryOf } from '../../worker/api/operation.ts'
import type { OperationAt, ServedAddress } from '../../worker/api/operations.ts'

export * as api from '../../worker/api/addresses.ts'

/** The worker's refusals are problem+json. */
export interface Problem {
  type?: string
  title?: string
  status?: number
  code?: string
  errors?: { field: string; code: string }[]
  carrier?: string
  helpPhone?: string
}

/** Names an operation, whether it reads or writes. */
export type ApiAddress = ServedAddress
export type ReadAddress = Extract<ApiAddress, `GET ${string}`>
export type WriteAddress = Exclude<ApiAddress, ReadAddress>

/** What an operation answers with. */
export type AnswerAt<A extends ApiAddress> = AnswerOf<OperationAt<A>>
/** What an operation takes: a write takes a body, a read takes a query. */
export type InputAt<A extends ApiAddress> = A extends ReadAddress
  ? QueryOf<OperationAt<A>> & { cursor?: string }
  : InputOf<OperationAt<A>>
/** One line of a list that an operation answers with. */
export type ItemAt<A extends ApiAddress> = AnswerAt<A> extends { items: (infer T)[] } ? T : never

export type Failure =
  | { ok: false; status: number; code: string; problem: Problem }
  | { ok: false; status: 0; code: 'offline'; problem: Problem }
export type Result<T> = { ok: true; status: number; data: T } | Failure

export interface CallOptions {
  /** The Idempotency-Key of the user's action. Pass the same key again when the person taps "try again". */
  key?: string | undefined
  signal?: AbortSignal | undefined
  /** The query of a write. */
  query?: Record<string, string> | undefined
  headers?: Record<string, string> | undefined
  /** Allows more time for calls that take long, such as a hundred announcements at once. */
  timeoutMs?: number | undefined
  /** The same request, begun before; its answer counts as that of the first try. */
  begun?: Promise<Response> | undefined
}

/** Returns the path of an address with its ids and query filled in, for a link or a socket. */
export function hrefOf<A extends ApiAddress>(
  address: A,
  params: ParamsOf<A>,
  query: Record<string, string> = {},
): string {
  const path = address.replace(/^\w+ |:(\w+)/g, (_, name?: keyof ParamsOf<A>) =>
    name ? encodeURIComponent(params[name]) : '',
  )
  const search = `?${new URLSearchParams(query)}`
  return search === '?' ? path : path + search
}

/** Returns the header of a search text, which stands in no address because histories and access logs keep those. */
export const searchHeader = (text: string | undefined): Record<string, string> =>
  text ? { 'Sesame-Search': encodeURIComponent(text) } : {}

/** What `call` touches outside itself. Tests pass in their own. */
export interface CallDeps {
  fetch: (url: string, init: RequestInit) => Promise<Response>
  wait: (ms: number) => Promise<void>
  /** Whether the device has a network at all, as far as it knows. */
  online: () => boolean
  newKey: () => string
  /** The pauses before further tries. */
  pauses?: readonly number[]
}

const TIMEOUT_MS = 15_000
/** The pauses before the second, third and fourth try. */
const BACKOFF_MS = [300, 1_000, 3_000]
/** No answer came, or the gateway gave up: the action may or may not have happened. The key makes it safe to repeat. */
const AGAIN = [0, 502, 503]

/** Creates a key for one action of the user. Keep it for as long as that action may be repeated. */
export const newKey = (): string => crypto.randomUUID()

/**
 * Calls an operation of our API, for example `call(api.stops.pin, { shipmentId }, { pin })`. Never throws:
 * the result says whether it worked, with the problem's `code` after a refusal and `offline` when no answer
 * came. It repeats the call only after a network failure, 502 or 503, always with the same key, and not while
 * the device knows that it has no network.
 */
type Call = <A extends ApiAddress>(
  address: A,
  params: ParamsOf<A>,
  ...rest: A extends ReadAddress
    ? [input?: InputAt<A>, options?: CallOptions]
    : [input: InputAt<A>, options?: CallOptions]
) => Promise<Result<AnswerAt<A>>>

type CallAny = (
  address: ApiAddress,
  params: Record<string, string>,
  input: unknown,
  options?: CallOptions,
) => Promise<Result<never>>

/** Builds `call` on the given fetch, clock and keys. */
export function createCall(deps: CallDeps) {
  const attempt = async (
    url: string,
    init: RequestInit,
    { signal, timeoutMs = TIMEOUT_MS, begun }: CallOptions,
  ): Promise<Result<unknown>> => {
    const timeout = new AbortController()
    const cancel = () => timeout.abort()
    const timer = setTimeout(cancel, timeoutMs)
    signal?.addEventListener('abort', cancel)
    try {
      const response = await (begun ?? deps.fetch(url, { ...init, signal: timeout.signal }))
      const body = await response.json().catch(() => undefined)
      const { ok, status } = response
      if (ok) return { ok, status, data: body }
      const problem = (body ?? {}) as Problem
      return { ok, status, code: problem.code ?? `http-${status}`, problem }
    } catch {
      return { ok: false, status: 0, code: 'offline', problem: {} }
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
    }
  }

  const any = async (
    address: ApiAddress,
    params: Record<string, string>,
    input: unknown,
    options: CallOptions = {},
  ): Promise<Result<unknown>> => {
    const [method = ''] = address.split(' ')
    const reads = method === 'GET'
    const headers: Record<string, string> = { ...options.headers }
    const init: RequestInit = { method, headers }
    if (!reads) {
      headers['Content-Type'] = 'application/json'
      headers['Idempotency-Key'] = options.key ?? deps.newKey()
      init.body = JSON.stringify(input)
    }
    const url = hrefOf(address, params as never, reads ? (input as CallOptions['query']) : options.query)
    let result = await attempt(url, init, options)
    for (const pause of deps.pauses ?? BACKOFF_MS) {
      if (!AGAIN.includes(result.status) || options.signal?.aborted) break
      // Whoever waits for an answer hears at once that there can be none.
      if (result.status === 0 && !deps.online()) break
      await deps.wait(pause)
      result = await attempt(url, init, { ...options, begun: undefined })
    }
    return result
  }
  return any as Call & CallAny
}

/** How requests are sent. The PWA signs them by its device (`device/signed.ts`). */
export const transport: Pick<CallDeps, 'fetch'> = { fetch: (url, init) => fetch(url, init) }

/** See `Call`. */
export const call: Call = createCall({
  fetch: (url, init) => transport.fetch(url, init),
  wait: (ms) => new Promise((done) => setTimeout(done, ms)),
  online: () => navigator.onLine,
  newKey,
})

/** `call` for helpers that pass on any of several operations and give the types themselves. */
export const callAny = call as CallAny
