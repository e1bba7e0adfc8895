import { createContext } from 'preact'
import { useCallback, useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { ListPage } from '../../worker/api/common.ts'
import type { ParamsOf } from '../../worker/api/operation.ts'
import {
  type AnswerAt,
  callAny,
  type Failure,
  hrefOf,
  type InputAt,
  type ItemAt,
  type ReadAddress,
  type Result,
  searchHeader,
} from '../api/call.ts'

/** Called by any screen whose call was answered 401. The shell then shows how to sign in. */
export const SessionEnded = createContext<() => void>(() => {})

export interface Got<T> {
  /** The last answer. It stays while the same address is read again. */
  value: T | undefined
  failure: Failure | undefined
  busy: boolean
  reload: () => void
}

/** Reads one operation of the API. With `null` it reads nothing. */
export function useGet<A extends ReadAddress>(
  address: A | null,
  params: ParamsOf<A>,
  query: InputAt<A> = {} as InputAt<A>,
): Got<AnswerAt<A>> {
  type T = AnswerAt<A>
  const ended = useContext(SessionEnded)
  const path = address && hrefOf(address, params, query as Record<string, string>)
  const [got, setGot] = useState<{
    path: string | null
    value?: T | undefined
    failure?: Failure
    busy: boolean
  }>({
    path,
    busy: path !== null,
  })
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (address === null) return setGot({ path, busy: false })
    const stop = new AbortController()
    setGot((now) => ({ ...(now.path === path ? now : {}), path, busy: true }))
    void callAny(address, params, query, { signal: stop.signal }).then((answer: Result<T>) => {
      if (stop.signal.aborted) return
      if (answer.ok) return setGot({ path, value: answer.data as T | undefined, busy: false })
      if (answer.status === 401) return ended()
      setGot(({ failure: _old, ...now }) => ({ ...now, failure: answer, busy: false }))
    })
    return () => stop.abort()
  }, [path, turn])
  const reload = useCallback(() => setTurn((n) => n + 1), [])
  const same = got.path === path
  return {
    value: same ? got.value : undefined,
    failure: same ? got.failure : undefined,
    busy: got.busy || !same,
    reload,
  }
}

export interface Pages<T> {
  /** Undefined before the first answer. The old rows stay while filters change, so that nothing jumps. */
  items: T[] | undefined
  failure: Failure | undefined
  busy: boolean
  more: (() => void) | undefined
  reload: () => void
}

/**
 * The server looks through a limited number of rows at a time, so a page may be short although there is more.
 * Fewer rows than this lead to the next page, up to `SHORT_PAGES`.
 */
const FEW = 20
const SHORT_PAGES = 6

/**
 * Reads a list page by page. `all` reads on automatically until the end, at most twenty pages. `search` is
 * sent in a header, not in the address.
 */
export function usePages<A extends ReadAddress>(
  address: A,
  params: ParamsOf<A>,
  query: InputAt<A> = {} as InputAt<A>,
  { all = false, search = '' } = {},
): Pages<ItemAt<A>> {
  type T = ItemAt<A>
  const ended = useContext(SessionEnded)
  const path = hrefOf(address, params, query as Record<string, string>)
  const [items, setItems] = useState<T[]>()
  const [cursor, setCursor] = useState<string | null>(null)
  const [failure, setFailure] = useState<Failure>()
  const [busy, setBusy] = useState(true)
  const [turn, setTurn] = useState(0)
  const running = useRef<AbortController>(null)

  const read = async (
    from: string | null,
    before: T[],
    pages: number,
    had = before.length,
  ): Promise<void> => {
    running.current?.abort()
    const stop = new AbortController()
    running.current = stop
    setBusy(true)
    setFailure(undefined)
    const page = { ...query, ...(from && { cursor: from }) }
    const headers = searchHeader(search)
    const answer: Result<ListPage<T>> = await callAny(address, params, page, { signal: stop.signal, headers })
    if (stop.signal.aborted) return
    if (!answer.ok && answer.status === 401) return ended()
    if (!answer.ok) setFailure(answer)
    else {
      const now = [...before, ...answer.data.items]
      const short = now.length - had < FEW && pages < SHORT_PAGES
      if (answer.data.cursor && ((all && pages < 20) || short))
        return read(answer.data.cursor, now, pages + 1, had)
      setItems(now)
      setCursor(answer.data.cursor)
    }
    setBusy(false)
  }

  useEffect(() => {
    void read(null, [], 1)
    return () => running.current?.abort()
  }, [path, search, turn])

  return {
    items,
    failure,
    busy,
    more: cursor && items ? () => void read(cursor, items, 1) : undefined,
    reload: useCallback(() => setTurn((n) => n + 1), []),
  }
}
