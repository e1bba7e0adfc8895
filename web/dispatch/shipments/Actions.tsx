import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { ShipmentView } from '../../../worker/api/shipments/answers.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import type { ActionProps } from './action-props.ts'
import { ContactDialog } from './ContactDialog.tsx'
import { EraseDialog } from './EraseDialog.tsx'
import { LabelDialog } from './LabelDialog.tsx'
import { type Offered, offered } from './offered.ts'
import { PointDialog } from './PointDialog.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { RefundDialog } from './RefundDialog.tsx'
import { ReportDialog } from './ReportDialog.tsx'
import { RescheduleDialog } from './RescheduleDialog.tsx'
import { ResendDialog } from './ResendDialog.tsx'
import { t } from './texts.ts'

const GRAVE: readonly Offered[] = ['order-return', 'cancel', 'erase']

/** Offers what a dispatcher can do about a shipment, and nothing that is not possible now. */
export function Actions({ shipment, onDone }: { shipment: ShipmentView; onDone: () => void }) {
  const [asked, setAsked] = useState<Offered | null>(null)
  const [said, setSaid] = useState<ComponentChildren>(null)
  const props: ActionProps = {
    shipment,
    onClose: () => setAsked(null),
    onDone: (words) => {
      setAsked(null)
      setSaid(words)
      onDone()
    },
  }
  return (
    <>
      <div class="shipment-actions">
        {offered(shipment).map((action) => (
          <Button
            key={action}
            small
            kind={GRAVE.includes(action) ? 'danger' : 'secondary'}
            onClick={() => setAsked(action)}
          >
            {t(`do.${action}`)}
          </Button>
        ))}
      </div>
      {said ? <Banner>{said}</Banner> : null}
      {asked === 'resend' ? <ResendDialog {...props} /> : null}
      {asked === 'change-contact' ? <ContactDialog {...props} /> : null}
      {asked === 'choose-point' ? <PointDialog {...props} /> : null}
      {asked === 'reschedule' ? <RescheduleDialog {...props} /> : null}
      {asked === 'refund' && shipment.payment ? <RefundDialog {...props} payment={shipment.payment} /> : null}
      {asked === 'report-violation' ? <ReportDialog {...props} /> : null}
      {asked === 'order-return' || asked === 'cancel' ? <ReasonDialog {...props} action={asked} /> : null}
      {asked === 'erase' ? <EraseDialog {...props} /> : null}
      <LabelDialog shipment={shipment} open={asked === 'label'} onClose={props.onClose} />
    </>
  )
}
