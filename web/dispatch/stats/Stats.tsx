import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { StatsView } from '../../../worker/api/stats/answers.ts'
import { api } from '../../api/call.ts'
import { useGet, usePages } from '../../office/use-get.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, EmptyState } from '../../ui/bits.tsx'
import { Csv, PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { to, withoutEmpty } from '../route.ts'
import { t as shell } from '../texts.ts'
import { Hatch } from './Bars.tsx'
import { Breakdown } from './Breakdown.tsx'
import { Charts } from './Charts.tsx'
import { Days } from './Days.tsx'
import { Filters } from './Filters.tsx'
import { dayAfter, daysOf, type Filter, filterOf, localDay, withFilter } from './filter.ts'
import { shortDay } from './show.ts'
import { Tiles } from './Tiles.tsx'
import { t } from './texts.ts'
import { Views } from './Views.tsx'
import './stats.css'

export { load } from './texts.ts'

/** Shows what became of the visits of a period: figures with their trend, charts with their tables. */
export default function Stats() {
  const { query, route } = useLocation()
  const [today] = useState(() => localDay(new Date()))
  const filter = filterOf(query, today)
  const contracts = usePages(api.contracts.list, {}, {}, { all: true })
  const providers = usePages(api.people.listProviders, {}, {}, { all: true })
  const couriers = usePages(api.people.list, {}, { role: 'courier' }, { all: true })
  const { value: view, failure, busy, reload } = useGet(api.stats.read, {}, withoutEmpty({ ...filter }))
  const badPeriod = failure?.status === 400
  return (
    <PageFrame
      heading={t('heading')}
      actions={
        <>
          <Button small kind="secondary" busy={busy && view !== undefined} onClick={reload}>
            {shell('refresh')}
          </Button>
          <Csv
            of={api.stats.read}
            query={withoutEmpty({ ...filter })}
            name={`stats-${filter.by}-${filter.from}-${filter.to}`}
          />
        </>
      }
    >
      <Views current="stats" />
      <Filters
        filter={filter}
        today={today}
        contracts={contracts.items ?? []}
        providers={providers.items ?? []}
        couriers={couriers.items ?? []}
        onChange={(next) => route(withFilter(to.stats, next), true)}
      />
      {badPeriod ? <Banner kind="error">{t('badPeriod')}</Banner> : null}
      {failure && !badPeriod ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!view && !failure ? <RowsSkeleton /> : null}
      {view ? <Figures view={view} filter={filter} busy={busy} /> : null}
    </PageFrame>
  )
}

function Figures({ view, filter, busy }: { view: StatsView; filter: Filter; busy: boolean }) {
  const { total, before } = view
  // The columns always show days, whatever dimension the breakdown has.
  const byDay = useGet(
    filter.by === 'day' ? null : api.stats.read,
    {},
    withoutEmpty({ ...filter, by: 'day' }),
  )
  const days = filter.by === 'day' ? view : byDay.value
  if (total.visits + total.open + total.unattended + total.dropOffs === 0)
    return <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
  const count = daysOf(filter).length
  const earlier = { from: shortDay(dayAfter(filter.from, -count)), to: shortDay(dayAfter(filter.from, -1)) }
  return (
    <div class="stack figures">
      <Hatch />
      <p class="muted">
        {t('about')}{' '}
        <span class="if-medium">
          {before.visits > 0 ? `(${t('before', earlier)})` : `(${t('noBefore')})`}
        </span>
        {total.open > 0 ? <strong> {t('open', { count: total.open })}.</strong> : null}
      </p>
      <Tiles view={view} filter={filter} />
      {count > 1 && days ? <Days filter={filter} lines={days.items} /> : null}
      <Charts view={view} />
      <Breakdown view={view} filter={filter} busy={busy} />
    </div>
  )
}
