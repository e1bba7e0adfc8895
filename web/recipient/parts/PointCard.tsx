import type { PointInfo } from '../../../worker/domain/choose-point.ts'
import { hoursText } from '../../../worker/domain/opening-hours.ts'
import { locale } from '../../i18n/locale.ts'
import { l } from '../later-texts.ts'

/** Shows where a parcel is kept: kind, name, address, and the opening hours with a line for each rule. */
export function PointCard({ point }: { point: PointInfo }) {
  const hours = point.hours ? hoursText(point.hours, locale()).split(/;\s*/) : []
  return (
    <section class="card stack">
      <div>
        <p class="small muted">{l(`point.${point.kind}`)}</p>
        <h2>{point.name}</h2>
      </div>
      <p>{point.address}</p>
      {hours.length > 0 ? (
        <div>
          <p class="small muted">{l('point.hours')}</p>
          <ul>
            {hours.map((rule) => (
              <li key={rule}>
                <strong>{rule}</strong>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  )
}
