import { useState } from 'preact/hooks'
import type { ShipmentView } from '../../../worker/wire/views.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { t as shell } from '../texts.ts'
import { t } from './texts.ts'

export interface LabelDialogProps {
  shipment: Pick<ShipmentView, 'id' | 'waybill'>
  open: boolean
  onClose: () => void
}

/** The printable label. Printing leaves everything else of the page out. */
export function LabelDialog({ shipment, open, onClose }: LabelDialogProps) {
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
  const [turn, setTurn] = useState(0)
  const again = () => {
    setState('loading')
    setTurn(turn + 1)
  }
  return (
    <Dialog open={open} title={t('labelTitle', { waybill: shipment.waybill })} onClose={onClose}>
      {state === 'failed' ? (
        <p class="action-error" role="alert">
          {t('labelFailed')}
        </p>
      ) : (
        <img
          key={turn}
          class="label-picture"
          data-loading={state === 'loading' || undefined}
          src={`/api/shipments/${encodeURIComponent(shipment.id)}/label`}
          alt={t('labelAlt', { waybill: shipment.waybill })}
          onLoad={() => setState('ready')}
          onError={() => setState('failed')}
        />
      )}
      <div class="row dialog-actions no-print">
        {state === 'failed' ? (
          <Button small onClick={again}>
            {shell('retry')}
          </Button>
        ) : (
          <Button small disabled={state !== 'ready'} onClick={() => print()}>
            {t('print')}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
