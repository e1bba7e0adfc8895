import { useEffect, useRef } from 'preact/hooks'
import { sendFirst, sendStep } from '../send.ts'
import type { DeliveryPage } from '../use-delivery.ts'

/** The pause after a step that no answer came to, which doubles up to the longest. */
const PAUSE_MS = 2_000
const PAUSE_MAX_MS = 30_000

/** Tries until it is done: at once, when a network comes, when the page is looked at again, and by the clock. */
function untilDone(attempt: (signal: AbortSignal) => Promise<boolean>): () => void {
  const stop = new AbortController()
  let running = false
  let pause = PAUSE_MS
  let timer: ReturnType<typeof setTimeout>
  const run = async () => {
    if (stop.signal.aborted || running || document.hidden) return
    running = true
    clearTimeout(timer)
    const done = await attempt(stop.signal)
    running = false
    if (done || stop.signal.aborted) return
    timer = setTimeout(run, pause)
    pause = Math.min(2 * pause, PAUSE_MAX_MS)
  }
  const soon = () => {
    pause = PAUSE_MS
    void run()
  }
  addEventListener('online', soon)
  document.addEventListener('visibilitychange', soon)
  void run()
  return () => {
    stop.abort()
    clearTimeout(timer)
    removeEventListener('online', soon)
    document.removeEventListener('visibilitychange', soon)
  }
}

/**
 * Sends what waits for a network, one step after another, whatever screen is shown. While something waits, the browser
 * asks before it closes the tab, as it would be lost.
 */
export function Sender({ page }: { page: DeliveryPage }) {
  const latest = useRef(page)
  latest.current = page
  const { unsent } = page
  const waits = unsent !== null
  const next = unsent && !unsent.asks ? unsent.steps[0]?.key : undefined
  useEffect(() => {
    if (!next) return
    return untilDone((signal) =>
      sendFirst(latest.current, Date.now(), (step) => sendStep(latest.current, step, signal)),
    )
  }, [next])
  useEffect(() => {
    if (!waits) return
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault()
      // Browsers before 2023 ask for this one only.
      event.returnValue = true
    }
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [waits])
  return null
}
