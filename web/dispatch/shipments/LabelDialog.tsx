import { useState } from 'preact/hooks'
import type { ShipmentView } from '../../../worker/api/shipments/answers.ts'
import { api, hrefOf } from '../../api/call.ts'
import { SignedImage } from '../../office/SignedImage.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { t as shell } from '../texts.ts'
import { t } from './texts.ts'

export interface LabelDialogProps {
  shipment: Pick<ShipmentView, 'id' | 'waybill' | 'parcels'>
  open: boolean
  onClose: () => void
}

/** Shows the printable labels, one for each parcel. Printing leaves out the rest of the page. */
export function LabelDialog({ shipment, open, onClose }: LabelDialogProps) {
  const [ready, setReady] = useState(0)
  const [failed, setFailed] = useState(false)
  const [turn, setTurn] = useState(0)
  const again = () => {
    setReady(0)
    setFailed(false)
    setTurn(turn + 1)
  }
  const close = () => {
    again()
    onClose()
  }
  const all = shipment.parcels.length
  return (
    <Dialog open={open} title={t('labelTitle', { waybill: shipment.waybill })} onClose={close}>
      <div class="label-pictures">
        {failed
          ? null
          : shipment.parcels.map(({ label }, i) => (
              <SignedImage
                key={`${turn} ${label}`}
                class="label-picture"
                path={hrefOf(api.shipments.label, { id: shipment.id }, { parcel: String(i + 1) })}
                alt={t('labelAlt', { label })}
                onLoad={() => setReady((count) => count + 1)}
                onFailed={() => setFailed(true)}
              />
            ))}
      </div>
      <p class="action-error" role="alert">
        {failed ? t('labelFailed') : null}
      </p>
      <div class="row dialog-actions">
        {failed ? (
          <Button small onClick={again}>
            {shell('retry')}
          </Button>
        ) : (
          <Button small disabled={ready < all} onClick={() => print()}>
            {t('print')}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
