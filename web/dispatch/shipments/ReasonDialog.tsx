import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { Field } from '../../ui/Field.tsx'
import { Confirm } from '../parts.tsx'
import type { ActionProps } from './action-props.ts'
import { t } from './texts.ts'

const ADDRESS = { cancel: api.shipments.cancel, 'order-return': api.shipments.orderReturn } as const

/** Cancels a shipment or sends it back. Both need a reason, which is kept with the shipment. */
export function ReasonDialog({
  shipment,
  action,
  onClose,
  onDone,
}: ActionProps & { action: keyof typeof ADDRESS }) {
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const { busy, failure, send } = useSend()
  const run = async () => {
    if (!reason.trim()) return setMissing(true)
    const answer = await send(ADDRESS[action], { id: shipment.id }, { reason: reason.trim() })
    if (answer?.ok) onDone(t(`done.${action}`))
  }
  return (
    <Confirm
      open
      title={t(`title.${action}`, { waybill: shipment.waybill })}
      yes={t(`do.${action}`)}
      danger
      busy={busy}
      failure={failure}
      onYes={() => void run()}
      onClose={onClose}
    >
      <p>{t(`text.${action}`)}</p>
      <Field
        label={t('reason')}
        value={reason}
        onInput={setReason}
        multiline
        error={missing && !reason.trim() ? t('reasonMissing') : undefined}
        input={{ maxLength: 500 }}
      />
    </Confirm>
  )
}
