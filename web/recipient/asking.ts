import { useEffect, useRef, useState } from 'preact/hooks'
import { nextTry } from './next-try.ts'
import type { AskedBy } from './presented.ts'
import type { DeliveryPage } from './use-delivery.ts'

/** Asks whether a presented parcel is of this delivery, and shows the screen that the answer leads to. */
export function useAsking(page: DeliveryPage, by: AskedBy) {
  const latest = useRef(page)
  latest.current = page
  const queue = useRef<string[]>([])
  const [asking, setAsking] = useState(false)
  const [already, setAlready] = useState(false)
  const running = useRef(false)
  const gone = useRef(false)
  useEffect(() => {
    // The reader of labels downloads while the person still aims, so that the first label need not wait for it.
    void import('./settle.ts').catch(() => {})
    return () => {
      gone.current = true
    }
  }, [])

  /** Until the reader of labels is there nothing can be asked. */
  const settle = async (): Promise<void> => {
    while (!gone.current) {
      try {
        const { settle } = await import('./settle.ts')
        return settle({ by, queue, latest, gone, setAlready })
      } catch {
        await nextTry()
      }
    }
  }

  const ask = async (texts: readonly string[]) => {
    queue.current.push(...texts)
    if (running.current || queue.current.length === 0) return
    running.current = true
    setAsking(true)
    await settle()
    queue.current = []
    running.current = false
    setAsking(false)
  }

  return { ask, asking, already }
}
