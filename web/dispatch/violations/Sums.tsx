import { useState } from 'preact/hooks'
import type { ViolationSum } from '../../../worker/api/violations/answers.ts'
import { number } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { money, monthName } from '../measure.ts'
import { to } from '../route.ts'
import { type Filter, NO_FILTER, withFilter } from './filter.ts'
import { t } from './texts.ts'

/** Without a filter, the months still being worked on are enough. */
const MONTHS_SHOWN = 2

/** Shows what each provider's month amounts to. A row leads to its violations. */
export function Sums({ sums, filter }: { sums: readonly ViolationSum[]; filter: Filter }) {
  const [all, setAll] = useState(false)
  const asked = sums.filter(
    ({ month, providerId }) =>
      (!filter.month || month === filter.month) && (!filter.provider || providerId === filter.provider),
  )
  const recent = [...new Set(asked.map(({ month }) => month))].slice(0, MONTHS_SHOWN)
  const shown = all || filter.provider ? asked : asked.filter(({ month }) => recent.includes(month))
  if (asked.length === 0) return null
  return (
    <section class="stack">
      <h2>{t('sums')}</h2>
      <div class="table-box">
        <table>
          <caption class="sr">{t('sums')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('provider')}</th>
              <th scope="col" class="if-medium">
                {t('month')}
              </th>
              <th scope="col" class="number">
                {t('open')}
              </th>
              <th scope="col" class="number if-medium">
                {t('upheld')}
              </th>
              <th scope="col" class="number if-medium">
                {t('waived')}
              </th>
              <th scope="col" class="number">
                {t('due')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((sum) => (
              <Row key={`${sum.month} ${sum.providerId} ${sum.currency}`} sum={sum} />
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < asked.length ? (
        <div class="more">
          <Button small kind="secondary" onClick={() => setAll(true)}>
            {t('allMonths')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function Row({ sum }: { sum: ViolationSum }) {
  const { month, providerId, providerName, currency, open, upheld, waived, amount } = sum
  const name = providerName || t('noProvider')
  const address = withFilter(to.violations, { ...NO_FILTER, month, provider: providerId ?? '' })
  return (
    <tr class="linked">
      <td>
        <a class="row-link name" href={address}>
          {name}
        </a>
        <span class="under">{monthName(month)}</span>
      </td>
      <td class="if-medium nowrap">{monthName(month)}</td>
      <td class="number">{number(open)}</td>
      <td class="number if-medium">{number(upheld)}</td>
      <td class="number if-medium">{number(waived)}</td>
      <td class="number nowrap due">{currency ? money(amount, currency) : '—'}</td>
    </tr>
  )
}
