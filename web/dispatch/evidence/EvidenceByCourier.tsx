import { api } from '../../api/call.ts'
import { useGet } from '../../office/use-get.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/bits.tsx'
import { Csv, PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { t as shell } from '../texts.ts'
import { Views } from '../violations/Views.tsx'
import { CourierTable } from './CourierTable.tsx'
import { figureCount } from './figures.ts'
import { average } from './parts.tsx'
import { t } from './texts.ts'
import './evidence.css'

export { load } from './texts.ts'

/** One in this many figures is expected to be this rare by chance alone. */
const RARE = 100

/** Compares couriers (R18), strangest first, and says what such figures can and cannot tell. */
export default function EvidenceByCourier() {
  const { value: fleet, failure, busy, reload } = useGet(api.violations.evidenceByCourier, {})
  const count = fleet ? figureCount(fleet.items) : 0
  return (
    <PageFrame
      heading={t('heading')}
      actions={
        <>
          <Button small kind="secondary" busy={busy && fleet !== undefined} onClick={reload}>
            {shell('refresh')}
          </Button>
          <Csv of={api.violations.evidenceByCourier} name="couriers" />
        </>
      }
    >
      <Views current="evidence" />
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!fleet && !failure ? <RowsSkeleton /> : null}
      {fleet?.items.length === 0 ? (
        <EmptyState title={t('none', { days: fleet.days })}>{t('noneText')}</EmptyState>
      ) : null}
      {fleet && fleet.items.length > 0 ? (
        <>
          <section class="card chance-note">
            <h2>{t('leadTitle')}</h2>
            <p>{t('lead', { days: fleet.days })}</p>
            {count > 0 ? <p class="muted">{t('many', { count, rare: average(count / RARE) })}</p> : null}
          </section>
          <CourierTable fleet={fleet.items} busy={busy} />
        </>
      ) : null}
    </PageFrame>
  )
}
