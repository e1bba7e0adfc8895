import { useLocation } from 'preact-iso'
import { api } from '../../api/call.ts'
import { usePages } from '../../office/use-get.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/bits.tsx'
import { Csv, PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { queryOf, to, withoutEmpty } from '../route.ts'
import { SavedFilters } from '../saved/SavedFilters.tsx'
import { load as loadSaved } from '../saved/texts.ts'
import { t as shell } from '../texts.ts'
import { AuditTable } from './AuditTable.tsx'
import { Filters } from './Filters.tsx'
import { filterOf, isFiltered, withFilter } from './filter.ts'
import { load as loadOwn, t } from './texts.ts'
import '../integration.css'

export const load = async (): Promise<void> => {
  await Promise.all([loadOwn(), loadSaved()])
}

/** Shows what dispatchers did, filtered by the query of the address. */
export default function Audit() {
  const { query, route } = useLocation()
  const filter = filterOf(query)
  const people = usePages(api.people.list, {}, { role: 'dispatcher' }, { all: true })
  const { items, failure, busy, more, reload } = usePages(api.people.audit, {}, withoutEmpty({ ...filter }))
  const filtered = isFiltered(filter)
  return (
    <PageFrame
      heading={t('heading')}
      actions={
        <>
          <Button small kind="secondary" busy={busy && items !== undefined} onClick={reload}>
            {shell('refresh')}
          </Button>
          <Csv of={api.people.audit} query={withoutEmpty({ ...filter })} name="audit" />
        </>
      }
    >
      <p class="muted">{t('lead')}</p>
      <Filters
        filter={filter}
        people={people.items ?? []}
        onChange={(next) => route(withFilter(to.audit, next), true)}
      />
      <SavedFilters of="audit" path={to.audit} query={queryOf(withFilter(to.audit, filter))} />
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!items && !failure ? <RowsSkeleton /> : null}
      {items?.length === 0 ? (
        <EmptyState title={filtered ? t('noneFound') : t('none')}>
          {filtered ? t(more ? 'noneFoundText' : 'noneAtAll') : t('noneText')}
        </EmptyState>
      ) : null}
      {items && items.length > 0 ? <AuditTable lines={items} busy={busy} /> : null}
      {more ? (
        <div class="more">
          <Button small kind="secondary" busy={busy} onClick={more}>
            {filtered ? t('further') : shell('more')}
          </Button>
        </div>
      ) : null}
    </PageFrame>
  )
}
