import { canonical, LABEL_PATTERN } from '../../worker/domain/label.ts'

/**
 * Which of the texts that a camera saw are worth asking about. Our own QR codes and texts that are no label
 * would only cost one of ten tries (R19).
 */
export function candidates(texts: readonly string[]): string[] {
  const labels = texts.filter((text) => isLabel(text) && !text.startsWith('SESAME:'))
  return [...new Set(labels.map((label) => label.trim()))]
}

/** Whether a text can be a label at all: 4–64 printable ASCII characters, blanks at the ends apart. */
export const isLabel = (text: string): boolean => LABEL_PATTERN.test(text.trim())

export const canonicalLabel = canonical

/** Labels already known to be wrong: asking again would cost another try and tell nothing new. */
export class WrongLabels {
  readonly #known = new Set<string>()

  add(label: string): void {
    this.#known.add(canonical(label))
  }

  has(label: string): boolean {
    return this.#known.has(canonical(label))
  }
}

export type Asked<M> = { kind: 'match'; value: M } | { kind: 'mismatch'; left: number } | { kind: 'failed' }

/**
 * Asks about the labels of one look, one after another, until one matches: a parcel often bears a second code
 * for sorting, which is no reason for an error window. `left` is what the last answer said.
 */
export async function askAll<M>(
  texts: readonly string[],
  wrong: WrongLabels,
  left: number,
  ask: (label: string) => Promise<Asked<M>>,
): Promise<Asked<M> | null> {
  let last: Asked<M> | null = null
  for (const label of candidates(texts)) {
    if (wrong.has(label)) {
      last ??= { kind: 'mismatch', left }
      continue
    }
    const answer = await ask(label)
    if (answer.kind !== 'mismatch') return answer
    wrong.add(label)
    left = answer.left
    last = answer
  }
  return last?.kind === 'mismatch' ? { kind: 'mismatch', left } : last
}
