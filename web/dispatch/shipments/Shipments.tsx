import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { api } from '../../api/call.ts'
import { useGet, usePages } from '../../office/use-get.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/bits.tsx'
import { Csv, More, PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { queryOf, to } from '../route.ts'
import { SavedFilters } from '../saved/SavedFilters.tsx'
import { load as loadSaved } from '../saved/texts.ts'
import { t as shell } from '../texts.ts'
import { Filters } from './Filters.tsx'
import {
  type Filter,
  filterNow,
  isFiltered,
  NO_FILTER,
  nameIn,
  queryOfFilter,
  rememberName,
  withFilter,
} from './filter.ts'
import { ShipmentTable } from './ShipmentTable.tsx'
import { load as loadOwn, t } from './texts.ts'

export const load = async (): Promise<void> => {
  await Promise.all([loadOwn(), loadSaved()])
}

/** Lists all shipments, filtered as the address says. */
export default function Shipments() {
  const { query, route } = useLocation()
  const filter = filterNow(query)
  const [, setName] = useState(nameIn(filter))
  const change = (next: Filter) => {
    rememberName(next)
    setName(nameIn(next))
    route(withFilter(to.shipments, next), true)
  }
  const contracts = useGet(api.contracts.list, {})
  const { items, failure, busy, more, reload } = usePages(api.shipments.list, {}, queryOfFilter(filter), {
    search: nameIn(filter),
  })
  const nothing = items?.length === 0
  return (
    <PageFrame
      heading={t('heading')}
      actions={
        <>
          <Button small kind="secondary" busy={busy && items !== undefined} onClick={reload}>
            {shell('refresh')}
          </Button>
          <Csv
            of={api.shipments.list}
            query={queryOfFilter(filter)}
            search={nameIn(filter)}
            name="shipments"
          />
          <Button small kind="secondary" href={to.import}>
            {t('import')}
          </Button>
          <Button small href={to.announce}>
            {t('announce')}
          </Button>
        </>
      }
    >
      <Filters filter={filter} contracts={contracts.value?.items ?? []} onChange={change} />
      <SavedFilters
        of="shipments"
        path={to.shipments}
        query={queryOf(withFilter(to.shipments, filter))}
        onChoose={() => {
          rememberName(NO_FILTER)
          setName('')
        }}
      />
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!items && !failure ? <RowsSkeleton /> : null}
      {nothing && !failure ? (
        <EmptyState title={isFiltered(filter) ? t('noneFound') : t('none')}>
          {isFiltered(filter) ? t('noneFoundText') : t('noneText')}
        </EmptyState>
      ) : null}
      {items && !nothing ? <ShipmentTable lines={items} busy={busy} /> : null}
      <More more={more} busy={busy} />
    </PageFrame>
  )
}
