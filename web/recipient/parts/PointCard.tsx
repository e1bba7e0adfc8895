import type { PointInfo } from '../../../worker/domain/choose-point.ts'
import { hoursText } from '../../../worker/domain/opening-hours.ts'
import { locale } from '../../i18n/locale.ts'
import { mapLink } from '../../ui/map-link.ts'
import { l } from '../later-texts.ts'
import { type OpenToday, openToday } from '../open-today.ts'

interface Props {
  point: PointInfo
  /** The zone of the point's days, where the point does not name its own. */
  zone?: string | undefined
}

/**
 * Shows where a parcel is kept: kind, name, address with its map, whether it is open now, and the opening
 * hours with a line for each rule.
 */
export function PointCard({ point, zone }: Props) {
  const hours = point.hours ? hoursText(point.hours, locale()).split(/;\s*/) : []
  const today = openToday(point.hours, point.zone ?? zone)
  return (
    <section class="card stack">
      <div>
        <p class="small muted">{l(`point.${point.kind}`)}</p>
        <h2>{point.name}</h2>
      </div>
      <div>
        <p>{point.address}</p>
        <a class="map" href={mapLink(point.address, point.name)} target="_blank" rel="noreferrer">
          {l('point.map')}
        </a>
      </div>
      {hours.length > 0 ? (
        <div>
          {today ? <strong data-open={today.open}>{todayText(today)}</strong> : null}
          <p class="small muted">{l('point.hours')}</p>
          <ul>
            {hours.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  )
}

function todayText(today: OpenToday): string {
  if (today.open === 'always') return l('today.always')
  if (!('day' in today)) return l(`today.${today.open}`, { time: today.time })
  return l(`today.${today.open}`, { day: l(`on.${today.day as 0}`), time: today.time })
}
