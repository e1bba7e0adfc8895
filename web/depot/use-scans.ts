import { useContext, useRef, useState } from 'preact/hooks'
import type { ReceivedLabel } from '../../worker/api/depot/answers.ts'
import { type Scanned as Read, readScanned } from '../../worker/domain/scanned.ts'
import { type api, call, type Failure } from '../api/call.ts'
import { SessionEnded } from '../office/use-get.ts'
import type { Tone } from '../ui/bits.tsx'
import { playSound } from '../ui/sound.ts'

/** One scanned label and what came of it. */
export interface Scanned {
  id: number
  label: string
  waybill?: string | undefined
  tone: Tone
  words: string
}
export type ScanResult = Omit<Scanned, 'id' | 'label'>
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

/** Posts one scanned label. Throws `Unanswered` when no answer about the label came. */
export async function postLabel(
  address: typeof api.depot.receive | typeof api.depot.sendBack,
  { label, text }: ReadLabel,
) {
  const answer = await call(address, {}, { labels: [text] })
  if (!answer.ok) throw new Unanswered(answer)
  return answer.data.items[0] ?? ({ label, outcome: 'unknown' } satisfies ReceivedLabel)
}

/**
 * Handles scanned labels one after another. The next scan never waits for the last answer, and neither
 * rubbish nor a failed call stops the labels behind it.
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

  const one = async (read: ReadLabel) => {
    try {
      const result = await latest.current(read)
      playSound(result.tone === 'good' ? 'hand-over' : 'wrong')
      setItems((list) => [{ ...result, label: read.label, id: serial.current++ }, ...list])
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      if (error.failure.status === 401) ended()
      else setProblem(error.failure.code === 'offline' ? 'offline' : 'failed')
      playSound('wrong')
    } finally {
      setWaiting((n) => n - 1)
    }
  }

  const scan = (raw: string) => {
    const read = readScanned(raw)
    const isLabel = read.kind === 'label'
    // A recipient's code must not even travel as a label.
    const isProof = read.kind === 'code' || read.kind === 'receipt'
    setProblem(isLabel ? null : isProof ? 'secret' : read.kind)
    if (!isLabel) return playSound('wrong')
    setWaiting((n) => n + 1)
    queue.current = queue.current.then(() => one(read))
  }
  return { items, busy: waiting > 0, problem, scan }
}
