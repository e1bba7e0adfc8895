import { useState } from 'preact/hooks'
import type { RoundView } from '../../../worker/api/rounds/answers.ts'
import { api } from '../../api/call.ts'
import { useGet } from '../../office/use-get.ts'
import { useSend } from '../../office/use-send.ts'
import { CourierSelect } from '../CourierSelect.tsx'
import { Confirm } from '../parts.tsx'
import type { StopsProps } from './stops-props.ts'
import { t } from './texts.ts'

type MoveProps = StopsProps & { stop: RoundView['stops'][number]; onClose: () => void }

/** Moves a stop to another courier. */
export function MoveDialog({ stop, round, onDone, onClose }: MoveProps) {
  const couriers = useGet(api.people.list, {}, { role: 'courier' })
  const [courierId, setCourier] = useState('')
  const [missing, setMissing] = useState(false)
  const { busy, failure, send } = useSend()
  const move = async () => {
    if (!courierId) return setMissing(true)
    const answer = await send(api.rounds.move, { id: round.id }, { shipmentId: stop.shipmentId, courierId })
    if (answer?.ok) onDone()
  }
  return (
    <Confirm
      open
      title={t('moveTitle', { waybill: stop.waybill })}
      yes={t('move')}
      busy={busy}
      failure={failure ?? couriers.failure}
      onYes={() => void move()}
      onClose={onClose}
    >
      <p>{t('moveText')}</p>
      <CourierSelect
        label={t('moveTo')}
        choose={t('choose')}
        couriers={couriers.value?.items.filter(({ id }) => id !== round.courierId)}
        value={courierId}
        onChange={setCourier}
        error={missing && !courierId ? t('e.courier') : undefined}
      />
    </Confirm>
  )
}
