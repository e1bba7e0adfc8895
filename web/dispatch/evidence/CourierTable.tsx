import type { CourierEvidence } from '../../../worker/api/violations/answers.ts'
import { number } from '../../i18n/format.ts'
import { to } from '../route.ts'
import { type CourierFigure, courierFigures } from './figures.ts'
import { average, Chance } from './parts.tsx'
import { t } from './texts.ts'

/** Shows one row for each courier in the order of the answer, which is strangest first. */
export function CourierTable({ fleet, busy }: { fleet: readonly CourierEvidence[]; busy: boolean }) {
  return (
    <div class="table-box evidence" aria-busy={busy}>
      <table>
        <caption class="sr">{t('heading')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('courier')}</th>
            <th scope="col" class="number if-medium">
              {t('stops')}
            </th>
            <th scope="col" class="if-medium">
              {t('strangest')}
            </th>
            <th scope="col">{t('chance')}</th>
            <th scope="col" class="if-wide">
              {t('others')}
            </th>
          </tr>
        </thead>
        <tbody>
          {fleet.map((courier) => (
            <Row key={courier.courierId} courier={courier} figures={courierFigures(courier, fleet)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ courier, figures }: { courier: CourierEvidence; figures: CourierFigure[] }) {
  const { courierId, name, providerName, stops } = courier
  const [strangest, ...others] = figures
  return (
    <tr class="linked">
      <td>
        <a class="row-link name" href={to.courierEvidence(courierId)}>
          {name || courierId}
        </a>
        <span class="second">{providerName}</span>
        <span class="under">
          {t('stopsCount', { count: stops })}
          {strangest ? <> · {t(`kind.${strangest.kind}`)}</> : null}
        </span>
      </td>
      <td class="number if-medium">{number(stops)}</td>
      <td class="if-medium">{strangest ? <What figure={strangest} /> : <Nothing />}</td>
      <td>
        {strangest ? <Chance odds={strangest.odds} /> : <Nothing />}
        {strangest ? <span class="under">{counted(strangest)}</span> : null}
      </td>
      <td class="if-wide others">
        {others.map(({ kind, noted }) => (
          <span key={kind}>
            {t(`kind.${kind}`)}&nbsp;<b>{number(noted)}</b>
          </span>
        ))}
      </td>
    </tr>
  )
}

const counted = ({ noted, expected }: CourierFigure) =>
  t('notedOf', { noted: number(noted), expected: average(expected) })

const Nothing = () => <span class="muted">{t('nothing')}</span>

function What({ figure }: { figure: CourierFigure }) {
  return (
    <>
      {t(`kind.${figure.kind}`)}
      <span class="second">{counted(figure)}</span>
    </>
  )
}
