import { useEffect, useState } from 'preact/hooks'

/** Whether the browser believes it has a network. A failed call is better evidence; show that instead. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const update = () => setOnline(navigator.onLine)
    addEventListener('online', update)
    addEventListener('offline', update)
    return () => {
      removeEventListener('online', update)
      removeEventListener('offline', update)
    }
  }, [])
  return online
}

/** Returns the time of now, in ms, anew after every so many ms. */
export function useTicks(everyMs: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(ticking)
  }, [everyMs])
  return now
}

export type Loaded<T> = { state: 'loading' } | { state: 'ready'; value: T } | { state: 'failed' }

/** Loads a part when it is first shown: `useLazy(() => import(…))`. `retry` tries again. */
export function useLazy<T>(load: () => Promise<T>): Loaded<T> & { retry: () => void } {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' })
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let live = true
    setLoaded({ state: 'loading' })
    load().then(
      (value) => live && setLoaded({ state: 'ready', value }),
      () => live && setLoaded({ state: 'failed' }),
    )
    return () => {
      live = false
    }
  }, [tries])
  return { ...loaded, retry: () => setTries(tries + 1) }
}
