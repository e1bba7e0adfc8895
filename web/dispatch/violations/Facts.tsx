import type { ViolationView } from '../../../worker/api/violations/answers.ts'
import { dateTime } from '../../i18n/format.ts'
import { duration, metres, monthName } from '../measure.ts'
import { to } from '../route.ts'
import { t } from './texts.ts'
import { Penalty } from './words.tsx'

/** Shows the evidence of a violation: who, with what, how far from the door and for how long. */
export function Facts({ violation }: { violation: ViolationView }) {
  const { shipmentId, waybill, courierId, courierName, providerName, roundId, labels } = violation
  const { at, month, distanceM, dwellS } = violation
  return (
    <section class="card violation">
      <h2>{t('evidence')}</h2>
      <dl class="facts">
        <dt>{t('shipment')}</dt>
        <dd>
          <span class="mono">{waybill}</span>
          <a class="onward" href={to.shipment(shipmentId)}>
            {t('timeline')}
          </a>
        </dd>
        <dt>{t('parcels', { count: labels.length })}</dt>
        <dd class="mono">
          {labels.map((label) => (
            <span key={label} class="label">
              {label}
            </span>
          ))}
        </dd>
        <dt>{t('courier')}</dt>
        <dd>
          {courierName || t('courierUnknown')}
          {courierId ? (
            <a class="onward" href={to.courierEvidence(courierId)}>
              {t('compare')}
            </a>
          ) : null}
        </dd>
        <dt>{t('provider')}</dt>
        <dd>{providerName || t('noProvider')}</dd>
        {roundId ? (
          <>
            <dt>{t('round')}</dt>
            <dd>
              <a href={to.round(roundId)}>{t('toRound')}</a>
            </dd>
          </>
        ) : null}
        <dt>{t('when')}</dt>
        <dd>{dateTime(at)}</dd>
        <dt>{t('distance')}</dt>
        <dd>{distanceM === null ? <span class="muted">{t('noDistance')}</span> : metres(distanceM)}</dd>
        <dt>{t('dwell')}</dt>
        <dd>{dwellS === null ? <span class="muted">{t('noDwell')}</span> : duration(dwellS)}</dd>
        <dt>{t('penalty')}</dt>
        <dd>
          <Penalty of={violation} />
        </dd>
        <dt>{t('month')}</dt>
        <dd>{monthName(month)}</dd>
      </dl>
      <p class="small muted evidence-hint">{t('evidenceHint')}</p>
    </section>
  )
}
