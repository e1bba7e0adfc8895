import { useContext, useRef, useState } from 'preact/hooks'
import type { ReceivedLabel } from '../../worker/api/depot/answers.ts'
import { type api, call, type Failure } from '../api/call.ts'
import { SessionEnded } from '../office/use-get.ts'
import type { Tone } from '../ui/bits.tsx'
import { signal } from '../ui/sound.ts'

/** One scanned label and what became of it, newest first. */
export interface Scanned {
  id: number
  label: string
  waybill?: string | undefined
  tone: Tone
  words: string
}
export type Told = Omit<Scanned, 'id'>
export type Problem = 'offline' | 'failed' | 'short' | 'secret'

/** What is wrong with a scanned text before it is sent; a recipient's code must not even travel as a label. */
export function badLabel(label: string): Problem | null {
  if (/^SESAME:/i.test(label)) return 'secret'
  return label.length < 4 ? 'short' : null
}

/** What a call without the wished answer means for the scan: signed out, no network, or not now. */
export class Lost extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.code)
    this.failure = failure
  }
}

/** Posts one scanned label; throws `Lost` where no answer about it came. */
export async function postLabel(
  address: typeof api.depot.receive | typeof api.depot.sendBack,
  label: string,
) {
  const answer = await call(address, {}, { labels: [label] })
  if (!answer.ok) throw new Lost(answer)
  return answer.data.items[0] ?? ({ label, outcome: 'unknown' } satisfies ReceivedLabel)
}

/**
 * Works off scanned labels one after another: the next scan never waits for the last answer, and neither rubbish
 * nor a failed call stops the ones behind it.
 */
export function useScans(work: (label: string) => Promise<Told>) {
  const ended = useContext(SessionEnded)
  const [items, setItems] = useState<Scanned[]>([])
  const [waiting, setWaiting] = useState(0)
  const [problem, setProblem] = useState<Problem | null>(null)
  const queue = useRef(Promise.resolve())
  const serial = useRef(0)
  // The work of the latest render: what it knows of day, courier or count is of now.
  const latest = useRef(work)
  latest.current = work

  const one = async (label: string) => {
    try {
      const told = await latest.current(label)
      signal(told.tone === 'good' ? 'hand-over' : 'wrong')
      setItems((list) => [{ ...told, id: serial.current++ }, ...list])
    } catch (error) {
      if (!(error instanceof Lost)) throw error
      if (error.failure.status === 401) ended()
      else setProblem(error.failure.code === 'offline' ? 'offline' : 'failed')
      signal('wrong')
    } finally {
      setWaiting((n) => n - 1)
    }
  }

  const scan = (label: string) => {
    const bad = badLabel(label)
    setProblem(bad)
    if (bad) return signal('wrong')
    setWaiting((n) => n + 1)
    queue.current = queue.current.then(() => one(label))
  }
  return { items, busy: waiting > 0, problem, scan }
}
