import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { day } from '../../i18n/format.ts'
import { addDays, dayOf, noon } from '../../office/plan.ts'
import { useGet } from '../../office/use-get.ts'
import { useSend } from '../../office/use-send.ts'
import { Field } from '../../ui/Field.tsx'
import { CourierSelect } from '../CourierSelect.tsx'
import { Confirm } from '../parts.tsx'
import { to } from '../route.ts'
import type { ActionProps } from './action-props.ts'
import { t } from './texts.ts'

/** Plans another visit for parcels that came back (R14, R26), and shows the tries that are left. */
export function RescheduleDialog({ shipment, onClose, onDone }: ActionProps) {
  const couriers = useGet(api.people.list, {}, { role: 'courier' })
  const today = dayOf(new Date())
  const [date, setDate] = useState(addDays(today, 1))
  const [courierId, setCourier] = useState(shipment.round?.courierId ?? '')
  const [missing, setMissing] = useState(false)
  const { busy, failure, send } = useSend()
  const bad = !/^\d{4}-\d{2}-\d{2}$/.test(date) || date < today
  const run = async () => {
    if (bad || !courierId) return setMissing(true)
    const answer = await send(api.shipments.reschedule, { id: shipment.id }, { date, courierId })
    if (!answer?.ok) return
    onDone(
      <>
        {t('done.reschedule', { day: day(noon(date), 'UTC') })}{' '}
        <a href={to.round(answer.data.roundId)}>{t('openRound')}</a>
      </>,
    )
  }
  return (
    <Confirm
      open
      title={t('title.reschedule', { waybill: shipment.waybill })}
      yes={t('rescheduleYes')}
      busy={busy}
      failure={failure ?? couriers.failure}
      onYes={() => void run()}
      onClose={onClose}
    >
      <p>
        {shipment.secured
          ? t('text.reschedule.secured', { count: shipment.attempts.left })
          : t('text.reschedule')}
      </p>
      <Field
        label={t('day')}
        value={date}
        onInput={setDate}
        error={missing && bad ? t('dayMissing') : undefined}
        input={{ type: 'date', min: today }}
      />
      <CourierSelect
        label={t('courier')}
        choose={t('choose')}
        couriers={couriers.value?.items}
        value={courierId}
        onChange={setCourier}
        error={missing && !courierId ? t('courierMissing') : undefined}
      />
    </Confirm>
  )
}
