import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import { time } from '../../i18n/format.ts'
import { mapLink } from '../../ui/map-link.ts'
import { whereOf } from '../StopLine.tsx'
import { t } from '../texts.ts'

/** Offers the map, and a call where the contract allows it. */
export function FindDoor({ stop }: { stop: CourierStop }) {
  const { address, phone, dropOff } = stop
  if (dropOff) return null
  return (
    <div class="row">
      <a
        class="button secondary"
        href={mapLink(`${whereOf(stop)}, ${address.country}`)}
        target="_blank"
        rel="noreferrer"
      >
        {t('map')}
      </a>
      {phone ? (
        <a class="button secondary" href={`tel:${phone}`}>
          {t('callRecipient')}
        </a>
      ) : null}
    </div>
  )
}

/** Shows when the recipient expects the courier, and what the shipper wants the courier to know. */
export function Wishes({ stop: { instructions, window } }: { stop: CourierStop }) {
  return (
    <>
      {window ? (
        <p class="small">
          <strong>{t('window', { from: time(window.from), to: time(window.to) })}</strong>
        </p>
      ) : null}
      {instructions ? (
        <p class="instructions">
          <span class="small muted">{t('instructions')}</span>
          <span>{instructions}</span>
        </p>
      ) : null}
    </>
  )
}
