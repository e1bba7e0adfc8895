import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { ShipmentView } from '../../../worker/api/shipments/answers.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import type { ActionProps } from './action-props.ts'
import {
  canCancel,
  canChangeContact,
  canChoosePoint,
  canErase,
  canReport,
  canReschedule,
  canResend,
  canReturn,
} from './allowed.ts'
import { ContactDialog } from './ContactDialog.tsx'
import { EraseDialog } from './EraseDialog.tsx'
import { LabelDialog } from './LabelDialog.tsx'
import { PointDialog } from './PointDialog.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { ReportDialog } from './ReportDialog.tsx'
import { RescheduleDialog } from './RescheduleDialog.tsx'
import { ResendDialog } from './ResendDialog.tsx'
import { t } from './texts.ts'

type Action =
  | 'resend'
  | 'contact'
  | 'point'
  | 'reschedule'
  | 'report'
  | 'label'
  | 'return'
  | 'cancel'
  | 'erase'

const ALLOWED: Record<Action, (shipment: ShipmentView) => boolean> = {
  resend: canResend,
  contact: canChangeContact,
  point: canChoosePoint,
  reschedule: canReschedule,
  label: () => true,
  report: canReport,
  return: canReturn,
  cancel: canCancel,
  erase: canErase,
}
const ACTIONS = Object.keys(ALLOWED) as Action[]
const GRAVE: readonly Action[] = ['return', 'cancel', 'erase']

/** What a dispatcher can do about a shipment. What is not possible now is not offered. */
export function Actions({ shipment, onDone }: { shipment: ShipmentView; onDone: () => void }) {
  const [asked, setAsked] = useState<Action | null>(null)
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
        {ACTIONS.filter((action) => ALLOWED[action](shipment)).map((action) => (
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
      {asked === 'contact' ? <ContactDialog {...props} /> : null}
      {asked === 'point' ? <PointDialog {...props} /> : null}
      {asked === 'reschedule' ? <RescheduleDialog {...props} /> : null}
      {asked === 'report' ? <ReportDialog {...props} /> : null}
      {asked === 'return' || asked === 'cancel' ? <ReasonDialog {...props} action={asked} /> : null}
      {asked === 'erase' ? <EraseDialog {...props} /> : null}
      <LabelDialog shipment={shipment} open={asked === 'label'} onClose={props.onClose} />
    </>
  )
}
