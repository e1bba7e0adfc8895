import type { CourierEvidence } from '../../../worker/api/violations/answers.ts'
import { api } from '../../api/call.ts'
import { number } from '../../i18n/format.ts'
import { useGet, usePages } from '../../office/use-get.ts'
import { EmptyState } from '../../ui/bits.tsx'
import { Csv, More, PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { to } from '../route.ts'
import { courierFigures } from './figures.ts'
import { average, Chance } from './parts.tsx'
import { t } from './texts.ts'
import { VisitTable } from './VisitTable.tsx'
import './evidence.css'

export { load } from './texts.ts'

/** Shows one courier's figures beside the fleet's, and the visits behind them. */
export default function EvidenceOfCourier({ id }: { id: string }) {
  const person = useGet(api.people.read, { id })
  const fleet = useGet(api.violations.evidenceByCourier, {})
  const visits = usePages(api.violations.evidenceOfCourier, { courierId: id })
  const back = { href: to.evidence, label: t('back') }
  const failure = person.failure ?? fleet.failure ?? visits.failure
  const again = () => {
    for (const one of [person, fleet, visits]) one.reload()
  }
  const courier = fleet.value?.items.find(({ courierId }) => courierId === id)
  return (
    <PageFrame
      heading={person.value?.name ?? t('courier')}
      back={back}
      actions={<Csv of={api.violations.evidenceOfCourier} params={{ courierId: id }} name="visits" />}
    >
      {failure ? <ReadFailed failure={failure} onRetry={again} /> : null}
      {fleet.value && person.value ? (
        <Figures days={fleet.value.days} courier={courier} fleet={fleet.value.items} />
      ) : null}
      {!visits.items && !failure ? <RowsSkeleton rows={5} /> : null}
      {visits.items?.length === 0 && person.value ? (
        <EmptyState title={t('visits')}>{t('noVisits')}</EmptyState>
      ) : null}
      {visits.items && visits.items.length > 0 ? (
        <VisitTable visits={visits.items} busy={visits.busy} />
      ) : null}
      <More more={visits.more} busy={visits.busy} />
    </PageFrame>
  )
}

interface FiguresProps {
  days: number
  courier: CourierEvidence | undefined
  fleet: readonly CourierEvidence[]
}

function Figures({ days, courier, fleet }: FiguresProps) {
  if (!courier) return <p class="card muted">{t('noFigures')}</p>
  const title = t('figures', { days, stops: t('stopsCount', { count: courier.stops }) })
  return (
    <section class="stack">
      <h2>{title}</h2>
      <p class="muted">
        <strong>{t('leadTitle')}.</strong> {t('lead', { days })}
      </p>
      <div class="table-box evidence">
        <table>
          <caption class="sr">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t('what')}</th>
              <th scope="col" class="number">
                {t('noted')}
              </th>
              <th scope="col" class="number if-medium">
                {t('expected')}
              </th>
              <th scope="col">{t('chance')}</th>
            </tr>
          </thead>
          <tbody>
            {courierFigures(courier, fleet).map(({ kind, noted, expected, odds }) => (
              <tr key={kind}>
                <td>{t(`kind.${kind}`)}</td>
                <td class="number">{number(noted)}</td>
                <td class="number if-medium">{average(expected)}</td>
                <td>
                  <Chance odds={odds} />
                </td>
              </tr>
            ))}
            {Object.keys(courier.noted).length === 0 ? (
              <tr>
                <td colSpan={4} class="muted">
                  {t('nothing')}
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </div>
    </section>
  )
}
