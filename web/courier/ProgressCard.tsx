import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { number } from '../i18n/format.ts'
import { endingOf, isLost, progressOf } from './round-model.ts'
import { t } from './texts.ts'

/** Shows the progress of the round: handed over, to a point, to the depot, and left. */
export function ProgressCard({ stops }: { stops: readonly CourierStop[] }) {
  const { total, handedOver, held, back, left } = progressOf(stops)
  // Closing the round ended these stops, but nobody knows that their parcels are on the way to the depot.
  const lost = stops.filter((stop) => endingOf(stop) === 'back' && isLost(stop)).length
  const parts = [
    { name: 'good', count: handedOver, words: t('nHandedOver', { count: handedOver }) },
    { name: 'warn', count: held, words: t('nHeld', { count: held }) },
    { name: 'bad', count: back - lost, words: t('nBack', { count: back - lost }) },
    { name: 'lost', count: lost, words: t('nLost', { count: lost }) },
    { name: 'left', count: left, words: t('nLeft', { count: left }) },
  ].filter(({ name, count }) => count > 0 || name === 'good' || name === 'left')
  return (
    <section class="card round-progress">
      <p class="done">
        <strong>{number(handedOver)}</strong> / {number(total)}
        <span class="muted">{t('handedOver')}</span>
      </p>
      <div>
        <div class="bar" aria-hidden="true">
          {parts.map(({ name, count }) => (
            <i key={name} data-part={name} style={{ flexGrow: count }} />
          ))}
        </div>
        <ul>
          {parts.map(({ name, words }) => (
            <li key={name} data-part={name}>
              {words}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
