import type { StatsLine } from '../../../worker/api/stats/answers.ts'
import { number } from '../../i18n/format.ts'
import { daysOf, type Filter } from './filter.ts'
import { axisDay, shortDay } from './show.ts'
import { t } from './texts.ts'

const HEIGHT = 168
/** Space above the columns for their numbers, and below them for the days. */
const TOP = 20
const BOTTOM = 22
/** The most days written under the columns. */
const NAMED = 10

/**
 * Shows a column a day: handed over filled, the rest hatched, the number on top. Its table is the one by day.
 */
export function Days({ filter, lines }: { filter: Filter; lines: readonly StatsLine[] }) {
  const days = daysOf(filter).map((day) => {
    const line = lines.find(({ key }) => key === day)
    const visits = line?.visits ?? 0
    return { day, visits, done: Math.min(visits, line?.handOvers.door ?? 0) }
  })
  const most = Math.max(1, ...days.map(({ visits }) => visits))
  const step = Math.ceil(days.length / NAMED)
  const tall = (count: number) => ((HEIGHT - TOP - BOTTOM) * count) / most
  const floor = HEIGHT - BOTTOM
  return (
    <section class="card chart days">
      <h2>{t('days')}</h2>
      <p class="muted small">{t('daysText')}</p>
      <svg width="100%" height={HEIGHT} role="img" aria-label={t('days')}>
        <line x1="0" x2="100%" y1={floor + 0.5} y2={floor + 0.5} class="axis" />
        {days.map(({ day, visits, done }, n) => {
          const wide = 100 / days.length
          const x = `${(n + 0.14) * wide}%`
          const width = `${0.72 * wide}%`
          const middle = `${(n + 0.5) * wide}%`
          return (
            <g key={day}>
              <title>{t('ofDay', { day: shortDay(day), done: number(done), visits: number(visits) })}</title>
              <rect
                x={x}
                width={width}
                y={floor - tall(visits)}
                height={tall(visits - done)}
                fill="url(#hatch)"
              />
              <rect x={x} width={width} y={floor - tall(done)} height={tall(done)} class="done" />
              {days.length <= 2 * NAMED && visits > 0 ? (
                <text x={middle} y={floor - tall(visits) - 6}>
                  {number(visits)}
                </text>
              ) : null}
              {n % step === 0 ? (
                <text x={middle} y={HEIGHT - 5} class="day">
                  {axisDay(day, n === 0)}
                </text>
              ) : null}
            </g>
          )
        })}
      </svg>
      <p class="legend small" aria-hidden="true">
        <svg width="18" height="14">
          <title>{t('legendDone')}</title>
          <rect width="18" height="14" rx="3" class="done" />
        </svg>
        {t('legendDone')}
        <svg width="18" height="14">
          <title>{t('legendRest')}</title>
          <rect width="18" height="14" rx="3" fill="url(#hatch)" />
        </svg>
        {t('legendRest')}
      </p>
    </section>
  )
}
