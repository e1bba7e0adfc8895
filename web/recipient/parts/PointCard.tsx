import type { PointInfo } from '../../../worker/wire/views.ts'
import { t } from '../texts.ts'

/** Where a parcel is kept: kind, name, address, opening hours as the point gave them. */
export function PointCard({ point }: { point: PointInfo }) {
  return (
    <section class="card stack">
      <div>
        <p class="small muted">{t(`held.${point.kind}`)}</p>
        <h2>{point.name}</h2>
      </div>
      <p>{point.address}</p>
      {point.hours ? (
        <dl class="facts">
          <dt>{t('held.hours')}</dt>
          <dd>{point.hours}</dd>
        </dl>
      ) : null}
    </section>
  )
}
