import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { api } from '../../api/call.ts'
import { useGet, usePages } from '../../office/use-get.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, EmptyState } from '../../ui/bits.tsx'
import { Csv, More, PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { queryOf, to, withoutEmpty } from '../route.ts'
import { SavedFilters } from '../saved/SavedFilters.tsx'
import { load as loadSaved } from '../saved/texts.ts'
import { t as shell } from '../texts.ts'
import { Filters } from './Filters.tsx'
import { filterOf, isFiltered, withFilter } from './filter.ts'
import { LedgerTable } from './LedgerTable.tsx'
import { Report } from './Report.tsx'
import { Sums } from './Sums.tsx'
import { load as loadOwn, t } from './texts.ts'
import { Views } from './Views.tsx'
import './violations.css'

export const load = async (): Promise<void> => {
  await Promise.all([loadOwn(), loadSaved()])
}

/** Shows the ledger (R27): what each month amounts to, and every violation, filtered by the address. */
export default function Violations() {
  const { query, route } = useLocation()
  const filter = filterOf(query)
  const sums = useGet(api.violations.sums, {})
  const providers = usePages(api.people.listProviders, {}, {}, { all: true })
  const { items, failure, busy, more, reload } = usePages(
    api.violations.list,
    {},
    withoutEmpty({ ...filter }),
  )
  const [reporting, setReporting] = useState(false)
  const [done, setDone] = useState('')
  const months = [...new Set(sums.value?.items.map(({ month }) => month))]
  const again = () => {
    reload()
    sums.reload()
  }
  const wrong = failure ?? sums.failure
  return (
    <PageFrame
      heading={t('heading')}
      actions={
        <>
          <Button small kind="secondary" busy={busy && items !== undefined} onClick={again}>
            {shell('refresh')}
          </Button>
          <Csv of={api.violations.list} query={withoutEmpty({ ...filter })} name="violations" />
          <Button small onClick={() => setReporting(true)}>
            {t('report')}
          </Button>
        </>
      }
    >
      <Views current="violations" />
      {done ? <Banner>{done}</Banner> : null}
      <Filters
        filter={filter}
        months={months}
        providers={providers.items ?? []}
        onChange={(next) => route(withFilter(to.violations, next), true)}
      />
      <SavedFilters of="violations" path={to.violations} query={queryOf(withFilter(to.violations, filter))} />
      {wrong ? <ReadFailed failure={wrong} onRetry={again} /> : null}
      {!items && !failure ? <RowsSkeleton /> : null}
      {items ? <Sums sums={sums.value?.items ?? []} filter={filter} /> : null}
      {items?.length === 0 ? (
        <EmptyState title={isFiltered(filter) ? t('noneFound') : t('none')}>
          {isFiltered(filter) ? t('noneFoundText') : t('noneText')}
        </EmptyState>
      ) : null}
      {items && items.length > 0 ? <LedgerTable lines={items} busy={busy} /> : null}
      <More more={more} busy={busy} />
      {reporting ? (
        <Report
          onClose={() => setReporting(false)}
          onDone={(said) => {
            setReporting(false)
            setDone(said)
            again()
          }}
        />
      ) : null}
    </PageFrame>
  )
}
