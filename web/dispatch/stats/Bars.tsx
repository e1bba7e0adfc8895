import { number } from '../../i18n/format.ts'
import { percent } from './show.ts'
import { t } from './texts.ts'

/** One bar: its label, its count now and its count in the period before. */
export interface Bar {
  label: string
  count: number
  before: number
  /** Hatched instead of filled, to tell a second kind from the first without colour. */
  hatched?: boolean
}

export interface BarsProps {
  title: string
  text?: string
  bars: readonly Bar[]
  /** The total that the shares refer to. If absent, it is the sum of all bars. */
  of?: number
}

/** Shows bars with their numbers. It is a table with drawn rows, so that chart and table cannot differ. */
export function Bars({ title, text, bars, of }: BarsProps) {
  const all = of ?? bars.reduce((sum, { count }) => sum + count, 0)
  const most = Math.max(1, ...bars.map(({ count }) => count))
  return (
    <section class="card chart">
      <h2>{title}</h2>
      {text ? <p class="muted small">{text}</p> : null}
      <table>
        <caption class="sr">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('what')}</th>
            <td class="drawn" />
            <th scope="col" class="number">
              {t('number')}
            </th>
            <th scope="col" class="number if-medium">
              {t('share')}
            </th>
            <th scope="col" class="number">
              {t('earlier')}
            </th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ label, count, before, hatched }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td class="drawn">
                <svg class="bar" width="100%" height="16" aria-hidden="true">
                  <rect
                    width={`${(count / most) * 100}%`}
                    height="16"
                    rx="3"
                    fill={hatched ? 'url(#hatch)' : 'currentColor'}
                  />
                </svg>
              </td>
              <td class="number">
                <b>{number(count)}</b>
              </td>
              <td class="number if-medium">{percent(all === 0 ? null : count / all)}</td>
              <td class="number muted">{number(before)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Defines the hatching that the charts of a page share. It is used once on each page. */
export function Hatch() {
  return (
    <svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" class="hatch-ground" />
          <rect width="2" height="6" class="hatch-line" />
        </pattern>
      </defs>
    </svg>
  )
}
