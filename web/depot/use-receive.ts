import { useRef, useState } from 'preact/hooks'
import type { DepotReceipt, ReceivedLabel } from '../../worker/wire/depot.ts'
import { call } from '../api/call.ts'
import { signal } from '../ui/sound.ts'

export interface Scanned extends ReceivedLabel {
  id: number
}

type Problem = 'offline' | 'failed' | 'short' | 'secret'

/** What is wrong with a scanned text before it is sent; a recipient's code must not even travel as a label. */
export function badLabel(label: string): Problem | null {
  if (/^SESAME:/i.test(label)) return 'secret'
  return label.length < 4 ? 'short' : null
}

/** Receives scanned labels one after another: the next scan never waits for the last answer, none is lost. */
export function useReceive() {
  const [items, setItems] = useState<Scanned[]>([])
  const [waiting, setWaiting] = useState(0)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [ended, setEnded] = useState(false)
  const queue = useRef(Promise.resolve())
  const serial = useRef(0)

  const send = async (label: string) => {
    const answer = await call<DepotReceipt>('POST', '/api/depot/receive', { labels: [label] })
    setWaiting((n) => n - 1)
    if (answer.ok) {
      const [item] = answer.data.items
      if (!item) return
      signal(item.outcome === 'received' ? 'hand-over' : 'wrong')
      setItems((list) => [{ ...item, id: serial.current++ }, ...list])
    } else if (answer.status === 401) setEnded(true)
    else setProblem(answer.code === 'offline' ? 'offline' : 'failed')
  }

  const receive = (label: string) => {
    const bad = badLabel(label)
    setProblem(bad)
    if (bad) return signal('wrong')
    setWaiting((n) => n + 1)
    queue.current = queue.current.then(() => send(label))
  }
  return { items, busy: waiting > 0, problem, receive, ended, end: () => setEnded(true) }
}
