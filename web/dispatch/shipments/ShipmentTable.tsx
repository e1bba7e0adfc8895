import type { ShipmentLine } from '../../../worker/api/shipments/answers.ts'
import { number } from '../../i18n/format.ts'
import { StateBadge } from '../parts.tsx'
import { to } from '../route.ts'
import { When } from '../when.tsx'
import { t } from './texts.ts'

/** Shows shipments in rows. The whole row opens the shipment. */
export function ShipmentTable({ lines, busy }: { lines: ShipmentLine[]; busy: boolean }) {
  return (
    <div class="table-box" aria-busy={busy}>
      <table>
        <caption class="sr">{t('heading')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('waybill')}</th>
            <th scope="col">{t('state')}</th>
            <th scope="col" class="if-medium">
              {t('contract')}
            </th>
            <th scope="col" class="if-wide">
              {t('secured')}
            </th>
            <th scope="col" class="number if-medium">
              {t('parcels')}
            </th>
            <th scope="col" class="if-wide">
              {t('announced')}
            </th>
            <th scope="col" class="if-medium">
              {t('changed')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Row key={line.id} line={line} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ line }: { line: ShipmentLine }) {
  const { handedOver, parcels } = line
  return (
    <tr class="linked">
      <td>
        <a class="row-link" href={to.shipment(line.id)}>
          {line.waybill}
        </a>
        <span class="under">{line.contractName}</span>
      </td>
      <td>
        <StateBadge state={line.state} />
        <span class="under">
          <When at={line.changedAt} />
        </span>
      </td>
      <td class="if-medium">{line.contractName}</td>
      <td class="nowrap if-wide">
        {line.secured ? (
          <>
            <span class="mark" aria-hidden="true">
              ⬢
            </span>{' '}
            {t('secured')}
          </>
        ) : (
          <span class="muted">{t('ordinary')}</span>
        )}
      </td>
      <td class="number if-medium">
        {handedOver > 0 ? (
          <>
            <span aria-hidden="true">
              {number(handedOver)} / {number(parcels)}
            </span>
            <span class="sr">{t('handedOf', { count: handedOver, of: parcels })}</span>
          </>
        ) : (
          number(parcels)
        )}
      </td>
      <td class="nowrap if-wide">
        <When at={line.announcedAt} />
      </td>
      <td class="nowrap if-medium">
        <When at={line.changedAt} />
      </td>
    </tr>
  )
}
