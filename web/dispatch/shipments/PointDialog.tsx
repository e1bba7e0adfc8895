import { useState } from 'preact/hooks'
import { hoursText } from '../../../worker/domain/opening-hours.ts'
import { api } from '../../api/call.ts'
import { locale } from '../../i18n/locale.ts'
import { usePages } from '../../office/use-get.ts'
import { useSend } from '../../office/use-send.ts'
import { Skeleton } from '../../ui/bits.tsx'
import { Field } from '../../ui/Field.tsx'
import { Confirm } from '../parts.tsx'
import { oneLine } from '../point.ts'
import type { ActionProps } from './action-props.ts'
import { fromDepot, pointsFor } from './points.ts'
import { t } from './texts.ts'

/**
 * Chooses another point (R14), the nearest by postcode first. Lockers are offered only if the shipment was
 * addressed to a point.
 */
export function PointDialog({ shipment, onClose, onDone }: ActionProps) {
  const { items, failure: unread } = usePages(api.people.listPoints, {}, {}, { all: true })
  const [search, setSearch] = useState('')
  const [pointId, setPoint] = useState('')
  const [missing, setMissing] = useState(false)
  const { busy, failure, send } = useSend()
  const found = pointsFor(shipment, items ?? [], search)
  const chosen = items?.find(({ id }) => id === pointId)
  const run = async () => {
    if (!chosen) return setMissing(true)
    const answer = await send(api.shipments.choosePoint, { id: shipment.id }, { pointId: chosen.id })
    if (answer?.ok) onDone(t('done.point', { point: chosen.name }))
  }
  const what = fromDepot(shipment) ? 'depot' : shipment.hold ? 'underway' : 'before'
  return (
    <Confirm
      open
      title={t('title.point', { waybill: shipment.waybill })}
      yes={t('pointYes')}
      busy={busy}
      failure={failure ?? unread}
      onYes={() => void run()}
      onClose={onClose}
    >
      <p>{t(`text.point.${what}`)}</p>
      <Field
        label={t('pointSearch')}
        value={search}
        onInput={setSearch}
        input={{ type: 'search', autoComplete: 'off', spellcheck: false, maxLength: 64 }}
      />
      <fieldset class="point-choice">
        <legend class="sr">{t('point')}</legend>
        {!items && !unread ? <Skeleton lines={3} height="3.5rem" /> : null}
        {items && found.length === 0 ? <p class="muted">{t('noPoint')}</p> : null}
        {found.map((point) => (
          <label key={point.id}>
            <input
              type="radio"
              name="point"
              checked={point.id === pointId}
              onChange={() => setPoint(point.id)}
            />
            <span>
              <strong>{point.name}</strong>
              <span class="small muted">
                {oneLine(point.address)}
                {point.hours ? ` · ${hoursText(point.hours, locale())}` : ''}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <p class="action-error" role="alert">
        {missing && !chosen ? t('pointMissing') : null}
      </p>
    </Confirm>
  )
}
