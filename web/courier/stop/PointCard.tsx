import type { PointInfo } from '../../../worker/domain/choose-point.ts'
import { hoursText } from '../../../worker/domain/opening-hours.ts'
import { locale } from '../../i18n/locale.ts'
import { t } from '../texts.ts'

/** Shows a point: what to do with it, its name, address and hours. */
export function PointCard({ point, title }: { point: PointInfo; title: string }) {
  return (
    <section class="point-card">
      <p class="small">{title}</p>
      <h2>{point.name}</h2>
      <p>{point.address}</p>
      {point.hours ? <p>{t('hours', { hours: hoursText(point.hours, locale()) })}</p> : null}
    </section>
  )
}
