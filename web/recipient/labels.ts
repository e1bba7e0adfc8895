import { canonical, LABEL_PATTERN } from '../../worker/domain/label.ts'

/**
 * Returns the texts of a camera look that are worth asking about. Our own QR codes and texts that cannot be
 * labels would each only cost one of ten tries (R19).
 */
export function labelCandidates(texts: readonly string[]): string[] {
  const labels = texts.filter((text) => isLabel(text) && !text.startsWith('SESAME:'))
  return [...new Set(labels.map((label) => label.trim()))]
}

/** Whether a text can be a label: 4 to 64 printable ASCII characters, without the spaces at the ends. */
export const isLabel = (text: string): boolean => LABEL_PATTERN.test(text.trim())

export const canonicalLabel = canonical

/** Labels known to be wrong, in canonical form. Asking again would cost another try and tell nothing new. */
export type WrongLabels = Set<string>

export type LabelAnswer<M> =
  | { kind: 'match'; value: M }
  | { kind: 'mismatch'; left: number }
  | { kind: 'failed' }

/**
 * Asks about the labels of one look, one after another, until one matches. A parcel often carries a second
 * code for sorting, which must not open an error window. `left` is the number of tries from the last answer.
 */
export async function askAll<M>(
  texts: readonly string[],
  wrong: WrongLabels,
  left: number,
  ask: (label: string) => Promise<LabelAnswer<M>>,
): Promise<LabelAnswer<M> | null> {
  let last: LabelAnswer<M> | null = null
  for (const label of labelCandidates(texts)) {
    const known = canonical(label)
    if (wrong.has(known)) {
      last ??= { kind: 'mismatch', left }
      continue
    }
    const answer = await ask(label)
    if (answer.kind !== 'mismatch') return answer
    wrong.add(known)
    left = answer.left
    last = answer
  }
  return last?.kind === 'mismatch' ? { kind: 'mismatch', left } : last
}
