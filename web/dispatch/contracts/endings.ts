import type { DryRunLine } from '../../../worker/api/contracts/answers.ts'
import type { Ending } from '../../../worker/domain/replay/ending.ts'
import { list } from '../../i18n/format.ts'
import { t } from './texts.ts'
import { penaltyWord } from './words.ts'

const reasonsOf = (reasons: Extract<Ending, { end: 'ordinary' }>['reasons']) =>
  list(reasons.map((reason) => t(`reason.${reason}`)))

function plain(ending: Ending): string {
  switch (ending.end) {
    case 'handed-over': {
      const what = t(`end.handed.${ending.proof}`)
      return ending.place === 'counter' ? t('end.counter', { what }) : what
    }
    case 'held':
      return t(`end.held.${ending.reason}`)
    case 'failed':
      return t(`end.failed.${ending.reason}`)
    case 'returned':
      return t(`end.returned.${ending.reason}`)
    case 'ordinary':
      return t('end.ordinary', { reasons: reasonsOf(ending.reasons) })
    case 'refused':
      return t('end.refused', { reasons: reasonsOf(ending.reasons) })
    case 'not-possible':
      return t(`end.impossible.${ending.because}`)
    case 'unknown':
      return t(`end.unknown.${ending.why}`)
    default:
      return t(`end.${ending.end}`)
  }
}

/** Says in words how something ended or would have ended, with the carrier's code if it has one. */
export function endingWord(ending: Ending): string {
  const what = plain(ending)
  return 'code' in ending && ending.code ? t('end.code', { what, code: ending.code }) : what
}

/** Says what would have happened: the ending, or the same ending with another penalty. */
export function wouldWord({ would, penalties }: DryRunLine): string {
  if (!penalties) return endingWord(would)
  const change = t('penaltyChange', {
    was: penaltyWord(penalties.was),
    would: penaltyWord(penalties.would),
  })
  return `${endingWord(would)}, ${change}`
}

export interface EndingChange {
  key: string
  was: string
  would: string
  lines: DryRunLine[]
}

/** Groups shipments with the same change, the most frequent change first. */
export function changesOf(lines: readonly DryRunLine[]): EndingChange[] {
  const changes = new Map<string, EndingChange>()
  for (const line of lines) {
    const [was, would] = [endingWord(line.was), wouldWord(line)]
    const key = `${was} → ${would}`
    const change = changes.get(key) ?? { key, was, would, lines: [] }
    change.lines.push(line)
    changes.set(key, change)
  }
  return [...changes.values()].sort((a, b) => b.lines.length - a.lines.length)
}
