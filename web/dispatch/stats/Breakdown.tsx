import type { StatsLine, StatsView } from '../../../worker/api/stats/answers.ts'
import { number } from '../../i18n/format.ts'
import { money } from '../measure.ts'
import { to } from '../route.ts'
import { BY, type Filter, withFilter } from './filter.ts'
import { percent, ratio, shortDay, withinWords } from './show.ts'
import { t } from './texts.ts'

/** Returns the name of a line. */
function nameOf({ key, name }: StatsLine, by: StatsView['by']): string {
  if (by === 'day') return shortDay(key)
  return name || (by === 'provider' && key === '' ? t('noProvider') : key || t('nameless'))
}

function only(filter: Filter, { key }: StatsLine): string | null {
  if (filter.by === 'day') return withFilter(to.stats, { ...filter, from: key, to: key, by: 'courier' })
  if (key === '') return null
  const next = filter.by === 'courier' ? 'day' : 'courier'
  return withFilter(to.stats, { ...filter, [filter.by]: key, by: next })
}

/** Shows the figures of the period by one dimension. Each line links to its own figures. */
export function Breakdown({ view, filter, busy }: { view: StatsView; filter: Filter; busy: boolean }) {
  return (
    <section class="stack">
      <div class="row breakdown">
        <h2>{t('breakdown')}</h2>
        <div class="tabs">
          {BY.map((by) => (
            <a
              key={by}
              href={withFilter(to.stats, { ...filter, by })}
              aria-current={by === filter.by ? 'true' : undefined}
            >
              {t(`by.${by}`)}
            </a>
          ))}
        </div>
      </div>
      <div class="table-box" aria-busy={busy}>
        <table>
          <caption class="sr">
            {t('breakdown')}: {t(`by.${view.by}`)}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t(`by.${view.by}`)}</th>
              <th scope="col" class="number">
                {t('visits')}
              </th>
              <th scope="col" class="number">
                {t('successShort')}
              </th>
              <th scope="col" class="number">
                {t('nlShort')}
              </th>
              <th scope="col" class="number if-wide">
                {t('timeShort')}
              </th>
              <th scope="col" class="number if-medium">
                {t('messagesShort')}
              </th>
              <th scope="col" class="number if-wide">
                {t('costShort')}
              </th>
              <th scope="col" class="number if-medium">
                {t('claimsShort')}
              </th>
              <th scope="col" class="number if-wide">
                {t('violations')}
              </th>
            </tr>
          </thead>
          <tbody>
            {view.items.map((line) => (
              <Row key={line.key} line={line} view={view} href={only(filter, line)} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Row({
  line,
  view: { by, prices },
  href,
}: {
  line: StatsLine
  view: StatsView
  href: string | null
}) {
  const { visits, firstVisits, held, arrivalToProof, messages, cost, claims, violations } = line
  const each = cost?.perHandOver ?? null
  return (
    <tr class={href ? 'linked' : undefined}>
      <td>
        {href ? (
          <a class="row-link name" href={href}>
            {nameOf(line, by)}
          </a>
        ) : (
          nameOf(line, by)
        )}
      </td>
      <td class="number">{number(visits)}</td>
      <td class="number">{percent(firstVisits.share)}</td>
      <td class="number">{number(held['no-code'] + held['wrong-code'])}</td>
      <td class="number nowrap if-wide">{withinWords(arrivalToProof.median)}</td>
      <td class="number if-medium">{ratio(messages.perHandOver)}</td>
      <td class="number if-wide">{prices && each !== null ? money(each, prices.currency) : '—'}</td>
      <td class="number if-medium">{ratio(claims.perThousand, 1)}</td>
      <td class="number if-wide">{number(violations)}</td>
    </tr>
  )
}
