import type { ShipmentView } from '../../../worker/api/shipments/answers.ts'
import { hoursText } from '../../../worker/domain/opening-hours.ts'
import { day, list } from '../../i18n/format.ts'
import { locale } from '../../i18n/locale.ts'
import { noon } from '../../office/plan.ts'
import { Badge } from '../../ui/bits.tsx'
import { brief } from '../when.tsx'
import { FactRow } from './facts.tsx'
import { t } from './texts.ts'

/** Shows a shipment that is kept at a point or on its way there (R28, R29). */
export function HoldPanel({ shipment }: { shipment: ShipmentView }) {
  const { hold, secured } = shipment
  if (!hold) return null
  const { point, receivedAt, until, extended, accepts, attemptsLeft } = hold
  const codes = accepts.includes('pin') || accepts.includes('qr')
  const returning = shipment.parcels.some(({ place, toSender }) => place === 'point' && toSender)
  return (
    <section class="card">
      <h2 class="card-title">
        {t('hold')}{' '}
        <Badge tone={returning ? 'warn' : receivedAt ? 'good' : 'accent'}>
          {t(returning ? 'hold.returning' : receivedAt ? 'hold.here' : 'hold.coming')}
        </Badge>
      </h2>
      <dl class="facts">
        <FactRow name={t('hold.point')}>
          {point.name}
          <br />
          <span class="small muted">
            {t(`pointKind.${point.kind}`)} · {point.address}
          </span>
        </FactRow>
        <FactRow name={t('hold.hours')}>{point.hours ? hoursText(point.hours, locale()) : null}</FactRow>
        <FactRow name={t('hold.received')}>{receivedAt ? brief(receivedAt) : t('hold.notYet')}</FactRow>
        <FactRow name={t('hold.until')}>
          {until ? `${day(noon(until), 'UTC')}${extended ? ` · ${t('hold.extended')}` : ''}` : null}
        </FactRow>
        <FactRow name={t('hold.accepts')}>
          {accepts.length > 0
            ? list(accepts.map((proof) => t(`proof.${proof}`)))
            : t(receivedAt ? 'hold.acceptsNone' : 'hold.acceptsLater')}
        </FactRow>
        {secured && (codes || attemptsLeft < 5) ? (
          <FactRow name={t('hold.attempts')}>{String(attemptsLeft)}</FactRow>
        ) : null}
      </dl>
    </section>
  )
}
