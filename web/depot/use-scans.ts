import { signal } from '@preact/signals'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { ReceivedLabel } from '../../worker/api/depot/answers.ts'
import { type Scanned as Read, readScanned } from '../../worker/domain/scanned.ts'
import type { api, Failure } from '../api/call.ts'
import { SessionEnded } from '../office/use-get.ts'
import { action } from '../offline/action.ts'
import type { Tone } from '../ui/bits.tsx'
import { playSound } from '../ui/sound.ts'
import { t } from './texts.ts'

/** One scanned label and what came of it. */
export interface Scanned {
  id: number
  label: string
  waybill?: string | undefined
  tone: Tone
  words: string
  /** No answer came: nobody knows whether it counts, and it has to be scanned again. */
  unanswered?: boolean
}
export type ScanResult = Omit<Scanned, 'id' | 'label' | 'unanswered'>
export type ScanProblem = 'offline' | 'failed' | 'short' | 'secret' | 'unreadable'
/** A label that was read, and the text to ask with. */
export type ReadLabel = Pick<Extract<Read, { kind: 'label' }>, 'label' | 'text'>

/** Thrown for a scan when its call got no useful answer: signed out, no network, or not now. */
export class Unanswered extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.code)
    this.failure = failure
  }
}

/** How many scans of the tab that is open have no answer. */
export const unansweredCount = signal(0)

/** Posts one scanned label. Throws `Unanswered` when no answer about the label came. */
export async function postLabel(
  address: typeof api.depot.receive | typeof api.depot.sendBack,
  { label, text }: ReadLabel,
) {
  const answer = await action(address, {}, { labels: [text] })
  if (!answer.ok) throw new Unanswered(answer)
  return answer.data.items[0] ?? ({ label, outcome: 'unknown' } satisfies ReceivedLabel)
}

/**
 * Handles one view after another: what a wedge scanner typed, or all that a camera saw together. The next one never
 * waits for the last answer, and neither rubbish nor a failed call stops what is behind it.
 */
export function useScans(work: (read: ReadLabel) => Promise<ScanResult>) {
  const ended = useContext(SessionEnded)
  const [items, setItems] = useState<Scanned[]>([])
  const [waiting, setWaiting] = useState(0)
  const [problem, setProblem] = useState<ScanProblem | null>(null)
  const queue = useRef(Promise.resolve())
  const serial = useRef(0)
  // Uses the work of the latest render, which knows the current day, courier and count.
  const latest = useRef(work)
  latest.current = work
  useEffect(() => {
    unansweredCount.value = items.filter(({ unanswered }) => unanswered).length
  }, [items])
  useEffect(
    () => () => {
      unansweredCount.value = 0
    },
    [],
  )

  /** Adds what came of a scan. A scan that has an answer now takes the place of the same one without. */
  const tell = (one: Omit<Scanned, 'id'>) =>
    setItems((list) => [
      { ...one, id: serial.current++ },
      ...list.filter(({ label, unanswered }) => !(unanswered && label === one.label)),
    ])

  const view = async (reads: readonly ReadLabel[]) => {
    const found: Omit<Scanned, 'id'>[] = []
    let whole = true
    try {
      for (const read of reads) found.push({ ...(await latest.current(read)), label: read.label })
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      whole = false
      if (error.failure.status === 401) ended()
      else {
        setProblem(error.failure.code === 'offline' ? 'offline' : 'failed')
        const { label = '' } = reads[found.length] ?? {}
        tell({ label, tone: 'warn', words: t('unanswered'), unanswered: true })
      }
      playSound('wrong')
    } finally {
      setWaiting((n) => n - 1)
    }
    // What else a parcel bears, such as a sorting code, must not speak over the parcel itself.
    const ours = found.filter(({ tone }) => tone !== 'bad')
    const told = ours.length > 0 || !whole ? ours : found.slice(0, 1)
    for (const one of told) {
      playSound(one.tone === 'good' ? 'hand-over' : 'wrong')
      tell(one)
    }
  }

  const scan = (texts: readonly string[]) => {
    const reads = texts.map(readScanned)
    const labels = reads.filter((read) => read.kind === 'label')
    // A recipient's code must not even travel as a label.
    const isProof = reads.some(({ kind }) => kind === 'code' || kind === 'receipt' || kind === 'secret')
    const isShort = reads.some(({ kind }) => kind === 'short')
    const otherwise = isProof ? 'secret' : isShort ? 'short' : 'unreadable'
    setProblem(labels.length > 0 ? null : otherwise)
    if (labels.length === 0) return playSound('wrong')
    setWaiting((n) => n + 1)
    queue.current = queue.current.then(() => view(labels))
  }
  return { items, busy: waiting > 0, problem, scan }
}
