import { labelKey } from '../../worker/domain/label.ts'
import { PRESENTED_MAX } from '../../worker/domain/limits.ts'
import { findOwnReading, hardlyALabel, readScanned } from '../../worker/domain/scanned.ts'

/** How a label came to this page. */
export type AskedBy = 'camera' | 'photo' | 'typed'

/** One label that a presented parcel shows, and the text to ask with. */
interface Shown {
  key: string
  label: string
  text: string
}

/** Keys of labels that are known to be wrong. Asking again would cost another try and tell nothing new. */
export type WrongLabels = Set<string>

/** `quiet`: it cost nothing and can hardly be a label, so the camera goes on looking without an error window. */
export type Presented<M> =
  | { kind: 'match'; value: M }
  | { kind: 'mismatch'; left: number; quiet: boolean }
  | { kind: 'failed' }
  | { kind: 'kept' }

export type Asked<M> = Exclude<Presented<M>, { kind: 'mismatch' }> | { kind: 'mismatch'; left: number }

/**
 * Returns the labels in some texts, each once, those first that can well be a parcel's. Our own codes and what
 * is no label are left out: they never travel.
 */
function shownIn(texts: readonly string[]): Shown[] {
  const found = new Map<string, Shown>()
  for (const text of texts) {
    const scan = readScanned(text)
    if (scan.kind !== 'label') continue
    const key = labelKey(scan.label)
    if (!found.has(key)) found.set(key, { key, label: scan.label, text: scan.text })
  }
  const hardly = ({ label }: Shown) => Number(hardlyALabel(label))
  return [...found.values()].sort((a, b) => hardly(a) - hardly(b))
}

/** Whether a text can hardly be a label, so that nobody may take it for one without asking. */
export function unlikely(text: string): boolean {
  const scan = readScanned(text)
  return scan.kind !== 'label' || hardlyALabel(scan.label)
}

/** Whether a typed text can be a label at all. */
export const isLabel = (text: string): boolean => readScanned(text).kind === 'label'

/** Returns the texts that name none of some labels. */
export const newAmong = (texts: readonly string[], known: readonly string[]): string[] =>
  texts.filter((text) => findOwnReading(known, text) === null)

/**
 * Asks in one call about everything that a presented parcel shows, for it is one try (R19). A parcel often
 * carries further codes, for sorting or of its goods, which must not open an error window. Null: there was
 * nothing to ask. `left` is the number of tries from the last answer.
 */
export async function askPresented<M>(
  texts: readonly string[],
  wrong: WrongLabels,
  left: number,
  ask: (labels: string[]) => Promise<Asked<M>>,
): Promise<Presented<M> | null> {
  const shown = shownIn(texts)
  if (shown.length === 0) return null
  const hardly = shown.every(({ label }) => hardlyALabel(label))
  const news = shown.filter(({ key }) => !wrong.has(key)).slice(0, PRESENTED_MAX)
  if (news.length === 0) return { kind: 'mismatch', left, quiet: hardly }
  const answer = await ask(news.map(({ text }) => text))
  if (answer.kind !== 'mismatch') return answer
  for (const { key } of news) wrong.add(key)
  return { ...answer, quiet: hardly && answer.left === left }
}
