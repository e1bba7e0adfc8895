import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import { time } from '../../i18n/format.ts'
import { mapLink } from '../../ui/map-link.ts'
import { t } from '../texts.ts'

/** Offers what helps to find the door: the map, a call where the contract allows it, and the shipper's words. */
export function StopHelp({ stop }: { stop: CourierStop }) {
  const { address, phone, instructions, window } = stop
  return (
    <div class="stop-help">
      <div class="row">
        <a class="button secondary" href={mapLink(address)} target="_blank" rel="noreferrer">
          {t('map')}
        </a>
        {phone ? (
          <a class="button secondary" href={`tel:${phone}`}>
            {t('callRecipient')}
          </a>
        ) : null}
      </div>
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
    </div>
  )
}
