import type { NotedVisit } from '../../../worker/api/violations/answers.ts'
import { duration, metres } from '../measure.ts'
import { to } from '../route.ts'
import { When } from '../when.tsx'
import { t } from './texts.ts'

/** Lists the visits behind the figures. The whole row opens the shipment. */
export function VisitTable({ visits, busy }: { visits: readonly NotedVisit[]; busy: boolean }) {
  return (
    <section class="stack">
      <h2>{t('visits')}</h2>
      <p class="muted">{t('visitsText')}</p>
      <div class="table-box" aria-busy={busy}>
        <table>
          <caption class="sr">{t('visits')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('waybill')}</th>
              <th scope="col">{t('what')}</th>
              <th scope="col" class="if-medium">
                {t('when')}
              </th>
              <th scope="col" class="number if-medium">
                {t('distance')}
              </th>
              <th scope="col" class="number if-medium">
                {t('dwell')}
              </th>
            </tr>
          </thead>
          <tbody>
            {visits.map((visit) => (
              <Row key={visit.id} visit={visit} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Row({ visit: { at, kind, shipmentId, waybill, distanceM, dwellS } }: { visit: NotedVisit }) {
  const distance = distanceM === null ? t('unknown') : metres(distanceM)
  const dwell = dwellS === null ? t('unknown') : duration(dwellS)
  return (
    <tr class="linked">
      <td>
        <a class="row-link" href={to.shipment(shipmentId)}>
          {waybill}
        </a>
        <span class="under">
          <When at={at} />
        </span>
      </td>
      <td>
        {t(`kind.${kind}`)}
        <span class="under">{t('pair', { what: t('distance'), value: distance })}</span>
        <span class="under">{t('pair', { what: t('dwell'), value: dwell })}</span>
      </td>
      <td class="nowrap if-medium">
        <When at={at} />
      </td>
      <td class={`number nowrap if-medium ${distanceM === null ? 'muted' : ''}`}>{distance}</td>
      <td class={`number nowrap if-medium ${dwellS === null ? 'muted' : ''}`}>{dwell}</td>
    </tr>
  )
}
