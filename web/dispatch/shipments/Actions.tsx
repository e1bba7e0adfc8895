import { useState } from 'preact/hooks'
import type { ShipmentView } from '../../../worker/wire/views.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { Field } from '../../ui/Field.tsx'
import { Confirm } from '../parts.tsx'
import { useSend } from '../use-send.ts'
import { canCancel, canResend } from './allowed.ts'
import { LabelDialog } from './LabelDialog.tsx'
import { t } from './texts.ts'

type Asked = 'resend' | 'cancel' | 'label' | null

/** What a dispatcher can do about a shipment. What is not possible now is not offered. */
export function Actions({ shipment, onDone }: { shipment: ShipmentView; onDone: () => void }) {
  const [asked, setAsked] = useState<Asked>(null)
  const [done, setDone] = useState('')
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const { busy, failure, send, forget } = useSend()
  const path = `/api/shipments/${encodeURIComponent(shipment.id)}`

  const open = (next: Asked) => {
    forget()
    setMissing(false)
    setAsked(next)
  }
  const run = async (action: 'resend' | 'cancel', body: unknown) => {
    const answer = await send('POST', `${path}/${action}`, body)
    if (!answer?.ok) return
    setAsked(null)
    setDone(action === 'resend' ? t('resent') : t('cancelled'))
    onDone()
  }
  const cancel = () => {
    if (!reason.trim()) return setMissing(true)
    void run('cancel', { reason: reason.trim() })
  }
  return (
    <>
      <div class="shipment-actions">
        {canResend(shipment) ? (
          <Button small kind="secondary" onClick={() => open('resend')}>
            {t('resend')}
          </Button>
        ) : null}
        <Button small kind="secondary" onClick={() => open('label')}>
          {t('label')}
        </Button>
        {canCancel(shipment) ? (
          <Button small kind="danger" onClick={() => open('cancel')}>
            {t('cancelShipment')}
          </Button>
        ) : null}
      </div>
      {done ? <Banner>{done}</Banner> : null}
      <Confirm
        open={asked === 'resend'}
        title={t('resend')}
        yes={t('resendYes')}
        busy={busy}
        failure={failure}
        onYes={() => void run('resend', {})}
        onClose={() => open(null)}
      >
        <p>{t('resendText')}</p>
      </Confirm>
      <Confirm
        open={asked === 'cancel'}
        title={t('cancelTitle', { waybill: shipment.waybill })}
        yes={t('cancelShipment')}
        danger
        busy={busy}
        failure={failure}
        onYes={cancel}
        onClose={() => open(null)}
      >
        <p>{t('cancelText')}</p>
        <Field
          label={t('reason')}
          value={reason}
          onInput={setReason}
          multiline
          error={missing && !reason.trim() ? t('reasonMissing') : undefined}
          input={{ maxLength: 500 }}
        />
      </Confirm>
      <LabelDialog shipment={shipment} open={asked === 'label'} onClose={() => open(null)} />
    </>
  )
}
