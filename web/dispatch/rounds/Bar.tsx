import type { RoundLine } from '../../../worker/api/rounds/answers.ts'
import { list } from '../../i18n/format.ts'
import { tally } from './live.ts'
import { t } from './texts.ts'

/** Shows the stops side by side, the current one marked. Screen readers get the counts in words. */
export function Bar({ marks, next }: Pick<RoundLine, 'marks' | 'next'>) {
  const words = tally(marks).map(([mark, count]) => t(`mark.${mark}`, { count }))
  const at = next ? t('atStop', { place: next.place, of: marks.length }) : ''
  // Of a round without stops there is nothing to show.
  if (marks.length === 0) return null
  return (
    <span class="round-bar">
      <span class="stops-bar" role="img" aria-label={[list(words), at].filter(Boolean).join('. ')}>
        {marks.map((mark, index) => (
          <i key={index} data-mark={mark} data-here={index + 1 === next?.place || undefined} />
        ))}
      </span>
      <span class="small muted" aria-hidden="true">
        {words.join(' · ')}
      </span>
    </span>
  )
}
