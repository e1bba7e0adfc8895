import { useEffect, useRef, useState } from 'preact/hooks'
import type { ScanAnswer } from '../../worker/api/deliveries/answers.ts'
import { api } from '../api/call.ts'
import { askAll, canonicalLabel, type LabelAnswer } from './labels.ts'
import type { DeliveryPage } from './use-delivery.ts'

export type AskedBy = 'camera' | 'photo' | 'typed'
type Found = Extract<ScanAnswer, { outcome: 'match' }>

/** The readings of one look arrive one by one, a few frames apart. */
const GATHER_MS = 120
/** How long the error window waits for the right code of the same parcel. */
const GRACE_MS = 700

/** The camera reports a label in view only once, so after a failed call the page asks again itself. */
const RETRY_MS = 3_000

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** Asks whether labels belong to this delivery, and shows the screen that the answer leads to. */
export function useAsking(page: DeliveryPage, by: AskedBy) {
  const latest = useRef(page)
  latest.current = page
  const queue = useRef<string[]>([])
  const [asking, setAsking] = useState(false)
  const [already, setAlready] = useState(false)
  const running = useRef(false)
  const gone = useRef(false)
  useEffect(
    () => () => {
      gone.current = true
    },
    [],
  )

  const askOne = async (label: string): Promise<LabelAnswer<Found>> => {
    const answer = await latest.current.act(api.deliveries.scan, { label, by })
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

  /**
   * Asks about the waiting texts until one matches or none is left. `graced` means that a second code on the
   * parcel had its chance.
   */
  const settle = async (): Promise<void> => {
    const { view, wrong } = latest.current
    let left = view.wrongLabelsLeft
    let mismatch = false
    await pause(by === 'camera' ? GATHER_MS : 0)
    for (let graced = by !== 'camera'; !gone.current; ) {
      const texts = queue.current.splice(0)
      const answer = await askAll(texts, wrong, left, askOne)
      if (answer?.kind === 'match') return matched(answer.value)
      if (answer?.kind === 'failed') {
        if (by === 'camera') await pause(RETRY_MS)
        const { trouble } = latest.current
        if (by !== 'camera' || (trouble !== 'offline' && trouble !== 'again')) return
        queue.current.push(...texts)
        continue
      }
      if (answer) {
        mismatch = true
        left = answer.left
      }
      if (queue.current.length > 0) continue
      if (graced || !mismatch) break
      graced = true
      await pause(GRACE_MS)
    }
    if (!mismatch) return
    latest.current.learn({ wrongLabelsLeft: left })
    latest.current.choose({ wrong: { left } })
  }

  const ask = async (texts: readonly string[]) => {
    const known = latest.current.view.delivery?.parcels.filter((parcel) => parcel.scanned) ?? []
    const news = texts.filter(
      (text) => !known.some(({ label }) => canonicalLabel(label) === canonicalLabel(text)),
    )
    setAlready(news.length < texts.length && by !== 'typed')
    // Typing a scanned number again is a plain match. The camera may simply still see the previous parcel.
    queue.current.push(...(by === 'typed' ? texts : news))
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
