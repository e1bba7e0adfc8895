import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { Confirm } from '../parts.tsx'
import type { ActionProps } from './action-props.ts'
import { t } from './texts.ts'

/** Sends the announced contact a fresh message (R8). */
export function ResendDialog({ shipment, onClose, onDone }: ActionProps) {
  const { busy, failure, send } = useSend()
  const resend = async () => {
    const answer = await send(api.shipments.resend, { id: shipment.id }, {})
    if (answer?.ok) onDone(t('resent'))
  }
  return (
    <Confirm
      open
      title={t('do.resend')}
      yes={t('resendYes')}
      busy={busy}
      failure={failure}
      onYes={() => void resend()}
      onClose={onClose}
    >
      <p>{t('resendText')}</p>
    </Confirm>
  )
}
