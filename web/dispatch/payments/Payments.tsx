import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { PaymentSumsView } from '../../../worker/api/payments/answers.ts'
import { api } from '../../api/call.ts'
import { useGet, usePages } from '../../office/use-get.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, EmptyState } from '../../ui/bits.tsx'
import { Csv, PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { to, withoutEmpty, withQuery } from '../route.ts'
import { optionsOf, SelectFilter } from '../SelectFilter.tsx'
import { filterOf, localDay } from '../stats/filter.ts'
import { PeriodFields } from '../stats/PeriodFields.tsx'
import { load as loadStats, t as stats } from '../stats/texts.ts'
import { Views } from '../stats/Views.tsx'
import { t as shell } from '../texts.ts'
import { SumsTable } from './SumsTable.tsx'
import { totalsOf } from './sums.ts'
import { load as loadTexts, t } from './texts.ts'
import '../stats/stats.css'
import './payments.css'

export const load = async () => {
  await Promise.all([loadTexts(), loadStats()])
}

/** Shows what was paid and given back on the days of a period, beside what the providers' books say (R30). */
export default function Payments() {
  const { query, route } = useLocation()
  const [today] = useState(() => localDay(new Date()))
  const { from, to: until, contract } = filterOf(query, today)
  const filter = { from, to: until, contract }
  const contracts = usePages(api.contracts.list, {}, {}, { all: true })
  const { value: view, failure, busy, reload } = useGet(api.payments.list, {}, withoutEmpty(filter))
  const badPeriod = failure?.status === 400
  const change = (part: Partial<typeof filter>) => route(withQuery(to.payments, { ...filter, ...part }), true)
  return (
    <PageFrame
      heading={t('heading')}
      actions={
        <>
          <Button small kind="secondary" busy={busy && view !== undefined} onClick={reload}>
            {shell('refresh')}
          </Button>
          <Csv of={api.payments.list} query={withoutEmpty(filter)} name={`payments-${from}-${until}`} />
        </>
      }
    >
      <Views current="payments" />
      <search>
        <div class="filters stats-filters">
          <PeriodFields days={filter} today={today} onChange={change} />
          <SelectFilter
            label={stats('contract')}
            any={stats('anyContract')}
            value={contract}
            options={optionsOf(contracts.items ?? [])}
            onPick={(value) => change({ contract: value })}
          />
          {contract ? (
            <Button small kind="secondary" onClick={() => change({ contract: '' })}>
              {shell('reset')}
            </Button>
          ) : null}
        </div>
      </search>
      {badPeriod ? <Banner kind="error">{stats('badPeriod')}</Banner> : null}
      {failure && !badPeriod ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!view && !failure ? <RowsSkeleton /> : null}
      {view ? <Sums view={view} busy={busy} /> : null}
    </PageFrame>
  )
}

function Sums({ view: { items }, busy }: { view: PaymentSumsView; busy: boolean }) {
  if (items.length === 0) return <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
  const totals = totalsOf(items)
  const differences = totals.reduce((all, sums) => all + sums.differences, 0)
  return (
    <div class="stack">
      <p class="muted">{t('about')}</p>
      {differences > 0 ? (
        <Banner kind="error">
          <strong>{t('differs', { count: differences })}</strong> {t('whatToDo')}{' '}
          <a href={to.alerts}>{t('toAlerts')}</a>
        </Banner>
      ) : null}
      <SumsTable lines={items} totals={totals} busy={busy} />
    </div>
  )
}
