import { signal } from '@preact/signals'
import type { PointReceipt } from '../../../worker/api/holds/answers.ts'
import { readScanned } from '../../../worker/domain/scanned.ts'
import { api, call, newKey } from '../../api/call.ts'
import { playSound } from '../../ui/sound.ts'
import { ended } from '../state.ts'

type Answered = PointReceipt['items'][number]['outcome']
type Unusable = 'secret' | 'short' | 'unreadable'
export type ReceiveOutcome = Answered | Unusable | 'pending' | 'failed'

export interface QueuedLabel {
  /** The line's key, which is also its Idempotency-Key. */
  key: string
  label: string
  /** What was scanned, where it may be read in another way too. */
  text?: string
  shelf: string
  outcome: ReceiveOutcome
  waybill?: string | undefined
}

const STORE = 'sesame.counter.receive'
const RETRY_MS = 5_000
const SOUNDS = {
  expected: 'hand-over',
  undeclared: 'point',
  unexpected: 'point',
  'wrong-point': 'wrong',
  unknown: 'do-not',
} as const

/** What was scanned at this counter, newest first. */
export const lines = signal<QueuedLabel[]>(restore())
/** The shelf that scanned parcels are put on, until another is named. */
export const shelf = signal('')
/** No answer came. What is pending is sent again automatically. */
export const stalled = signal(false)

let sending = false
let timer: ReturnType<typeof setTimeout> | undefined

/** Restores the scans that were not yet received, so that they survive a reload of the page. */
function restore(): QueuedLabel[] {
  try {
    return JSON.parse(sessionStorage.getItem(STORE) ?? '[]') as QueuedLabel[]
  } catch {
    return []
  }
}

function keep(next: QueuedLabel[]): void {
  lines.value = next
  try {
    sessionStorage.setItem(STORE, JSON.stringify(next.filter(({ outcome }) => outcome === 'pending')))
  } catch {
    // Without storage only this page remembers them.
  }
}

const patch = (key: string, known: Partial<QueuedLabel>): void =>
  keep(lines.value.map((line) => (line.key === key ? { ...line, ...known } : line)))

/** Takes one scanned text and never waits: rubbish is answered here, a label joins the queue. */
export function receive(raw: string): void {
  const scan = readScanned(raw)
  const rubbish = scan.kind === 'code' || scan.kind === 'receipt' ? 'secret' : scan.kind
  const bad = rubbish === 'label' ? null : rubbish
  const line: QueuedLabel = {
    key: newKey(),
    // A recipient's code must not be visible, neither here nor in storage.
    label: bad === 'secret' ? '' : scan.kind === 'label' ? scan.label : raw.trim(),
    ...(scan.kind === 'label' && scan.text !== scan.label && { text: scan.text }),
    shelf: shelf.value.trim(),
    outcome: bad ?? 'pending',
  }
  keep([line, ...lines.value])
  if (bad) playSound('wrong')
  void send()
}

/** Sends what is pending, oldest first and one at a time, so that the log has the order of the scans. */
export async function send(): Promise<void> {
  if (sending || ended.value) return
  sending = true
  clearTimeout(timer)
  for (;;) {
    const line = lines.value.findLast(({ outcome }) => outcome === 'pending')
    if (!line) break
    const body = { labels: [line.text ?? line.label], ...(line.shelf && { shelf: line.shelf }) }
    const answer = await call(api.holds.receive, {}, body, { key: line.key })
    if (answer.status === 401) {
      ended.value = true
      break
    }
    // No answer came, or the counter scans faster than it may. The same request is sent again in a moment.
    if (answer.status === 0 || answer.status === 429) {
      stalled.value = true
      timer = setTimeout(() => void send(), RETRY_MS)
      break
    }
    stalled.value = false
    const [item] = answer.ok ? answer.data.items : []
    const outcome = item?.outcome ?? (answer.status === 400 ? 'unreadable' : 'failed')
    patch(line.key, { outcome, waybill: item?.waybill })
    playSound(item ? SOUNDS[item.outcome] : 'wrong')
  }
  sending = false
}

/** Sends a line that the server could not answer once more, as a request of its own. */
export function sendAgain(line: QueuedLabel): void {
  patch(line.key, { outcome: 'pending', key: newKey() })
  void send()
}

/** Forgets everything that was scanned at this counter. */
export function forgetReceived(): void {
  clearTimeout(timer)
  stalled.value = false
  shelf.value = ''
  keep([])
}
