import type { PointReceipt } from '../../../worker/api/holds/answers.ts'
import { lastFour } from '../../../worker/domain/label.ts'
import { readScanned } from '../../../worker/domain/scanned.ts'
import { api, type InputAt, type Result } from '../../api/call.ts'
import type { Act } from '../../offline/act.ts'

type Body = InputAt<typeof api.holds.receive>
type Answered = PointReceipt['items'][number]['outcome']
type Unusable = 'secret' | 'short' | 'unreadable'
/** `failed`: the server refused to answer. `aside`: that was put aside, and is kept without being sent. */
export type ReceiveOutcome = Answered | Unusable | 'pending' | 'failed' | 'aside'

/** One scan at this counter. */
export interface ScannedLine {
  /** The line's key, which is also that of its act. */
  key: string
  label: string
  /** What was scanned, where it may be read in another way too. */
  text?: string
  shelf: string
  /** The ISO instant of the scan. */
  at: string
  outcome: ReceiveOutcome
  waybill?: string | undefined
}

/** Whether an act is a scan of receiving. */
export const isReceipt = ({ address }: Pick<Act, 'address'>): boolean => address === api.holds.receive

/** Reads one scanned text as a line. Rubbish has its outcome at once, a label is pending. */
export function lineFrom(raw: string, given: Pick<ScannedLine, 'key' | 'shelf' | 'at'>): ScannedLine {
  const scan = readScanned(raw)
  if (scan.kind === 'label') {
    const text = scan.text === scan.label ? {} : { text: scan.text }
    return { ...given, label: scan.label, ...text, outcome: 'pending' }
  }
  // A recipient's code must not be visible, neither here nor in storage.
  const secret = scan.kind !== 'short' && scan.kind !== 'unreadable'
  return secret
    ? { ...given, label: '', outcome: 'secret' }
    : { ...given, label: raw.trim(), outcome: scan.kind as Unusable }
}

/** Returns what a line is sent as. */
export const bodyOf = ({ label, text, shelf }: ScannedLine): Body => ({
  labels: [text ?? label],
  ...(shelf && { shelf }),
})

const BY_STATE = { waiting: 'pending', attention: 'failed', aside: 'aside' } as const

/** Returns the line that an act stands for, as after a reload of the page. */
export function lineOf({ key, at, body, state }: Act): ScannedLine {
  const { labels, shelf = '' } = body as Body
  return { ...lineFrom(labels[0] ?? '', { key, shelf, at }), outcome: BY_STATE[state] }
}

/** Returns what an answer says of a line. */
export function outcomeOf(answer: Result<PointReceipt>): Pick<ScannedLine, 'outcome' | 'waybill'> {
  if (!answer.ok) return { outcome: answer.status === 400 ? 'unreadable' : 'failed' }
  const [item] = answer.data.items
  return { outcome: item?.outcome ?? 'failed', waybill: item?.waybill }
}

/**
 * Returns everything scanned, newest first: what this page knows, and the clerk's acts that are stored here from before.
 * What waits is shown as its act stands.
 */
export function linesOf(here: readonly ScannedLine[], acts: readonly Act[]): ScannedLine[] {
  const stored = new Map(acts.map((act) => [act.key, lineOf(act)]))
  const known = here.map((line) => {
    const { outcome } = stored.get(line.key) ?? line
    return line.outcome === 'pending' ? { ...line, outcome } : line
  })
  const shown = new Set(here.map(({ key }) => key))
  const before = [...stored.values()].filter(({ key }) => !shown.has(key)).reverse()
  return [...known, ...before].sort((a, b) => b.at.localeCompare(a.at))
}

/**
 * Returns the last four of the labels that another clerk scanned here and that wait for their session: who has not scanned
 * a parcel does not see its whole label (R28).
 */
export const labelsOf = (acts: readonly Act[]): { key: string; label: string }[] =>
  acts.map((act) => ({ key: act.key, label: lastFour(lineOf(act).label) }))
