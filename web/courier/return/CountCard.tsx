import { number } from '../../i18n/format.ts'
import type { CountedParcel, CountedPlace } from './count.ts'
import { t } from './texts.ts'

const PARTS = [
  { where: 'handed-over', part: 'good', words: 'nHandedOver' },
  { where: 'at-point', part: 'point', words: 'nAtPoint' },
  { where: 'to-point', part: 'warn', words: 'nToPoint' },
  { where: 'back', part: 'back', words: 'nBack' },
  { where: 'depot', part: 'depot', words: 'nDepot' },
  { where: 'unexplained', part: 'lost', words: 'nUnexplained' },
] as const

export const ofPlace = (count: readonly CountedParcel[], where: CountedPlace): CountedParcel[] =>
  count.filter((parcel) => parcel.where === where)

/** Shows the number of unexplained parcels, which counts down to zero, and what makes up the rest. */
export function CountCard({ count }: { count: readonly CountedParcel[] }) {
  const left = ofPlace(count, 'unexplained').length
  const parts = PARTS.map((part) => ({ ...part, count: ofPlace(count, part.where).length })).filter(
    (part) => part.count > 0,
  )
  return (
    <section class="card count-card" data-zero={left === 0 || undefined}>
      <p class="count-left" role="status">
        <strong>{left === 0 ? '✓' : number(left)}</strong>
        <span>{left === 0 ? t('none') : t('left', { count: left })}</span>
      </p>
      <div class="bar" aria-hidden="true">
        {parts.map(({ part, count }) => (
          <i key={part} data-part={part} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul>
        {parts.map(({ part, words, count }) => (
          <li key={part} data-part={part}>
            {t(words, { count })}
          </li>
        ))}
      </ul>
    </section>
  )
}
