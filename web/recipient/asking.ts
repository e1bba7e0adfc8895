import { useEffect, useRef, useState } from 'preact/hooks'
import type { ScanAnswer } from '../../worker/api/deliveries/answers.ts'
import { api } from '../api/call.ts'
import type { Asked } from './presented.ts'
import type { DeliveryPage } from './use-delivery.ts'

export type AskedBy = 'camera' | 'photo' | 'typed'
type Found = Extract<ScanAnswer, { outcome: 'match' }>

/** The camera reports a label in view only once, so after a failed call the page asks again itself. */
const RETRY_MS = 3_000

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

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
    void import('./presented.ts').catch(() => {})
    return () => {
      gone.current = true
    }
  }, [])

  const askAll = async (labels: string[]): Promise<Asked<Found>> => {
    const answer = await latest.current.act(api.deliveries.scan, { labels, by })
    if (!answer) return { kind: 'failed' }
    return answer.outcome === 'match'
      ? { kind: 'match', value: answer }
      : { kind: 'mismatch', left: answer.left }
  }

  const matched = ({ delivery }: Found) => {
    const { view, choose, learn, bind } = latest.current
    if (by !== 'typed') bind()
    const scanned = delivery.parcels.filter((parcel) => parcel.scanned).length
    learn({ delivery, parcels: { ...view.parcels, scanned }, noClaims: false })
    choose({ adding: false, onlyThese: false, recheck: false, wrong: null, panel: null })
  }

  /** Until the reader of labels is there nothing can be asked. */
  const reader = async () => {
    while (!gone.current) {
      try {
        return await import('./presented.ts')
      } catch {
        await pause(RETRY_MS)
      }
    }
    return null
  }

  /** Asks about what is in view until it matches or nothing is left to ask. */
  const settle = async (): Promise<void> => {
    const read = await reader()
    const { view, wrong } = latest.current
    let left = view.wrongLabelsLeft
    let mismatch = false
    while (read && queue.current.length > 0 && !gone.current) {
      const texts = queue.current.splice(0)
      const known = latest.current.view.delivery?.parcels.filter((parcel) => parcel.scanned) ?? []
      const labels = known.map(({ label }) => label)
      // Typing a scanned number again is a plain match. The camera may simply still see the previous parcel.
      const news = by === 'typed' ? texts : read.newAmong(texts, labels)
      setAlready(news.length < texts.length)
      const answer = await read.askPresented(news, wrong, left, askAll)
      if (answer?.kind === 'match') return matched(answer.value)
      if (answer?.kind === 'failed') {
        if (by === 'camera') await pause(RETRY_MS)
        const { trouble } = latest.current
        if (by !== 'camera' || (trouble !== 'offline' && trouble !== 'again')) return
        queue.current.push(...texts)
        continue
      }
      if (!answer) continue
      left = answer.left
      mismatch ||= by !== 'camera' || !answer.quiet
    }
    if (!mismatch) return
    latest.current.learn({ wrongLabelsLeft: left })
    latest.current.choose({ wrong: { left } })
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
