import { useState } from 'preact/hooks'
import { FAIL_REASONS } from '../../../worker/domain/terms.ts'
import { isUnpaid } from '../../hands/paying/paying.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useFreshScreen } from '../../ui/fresh-screen.ts'
import { whereOf } from '../StopLine.tsx'
import { t } from '../texts.ts'
import type { StopContext } from './context.ts'
import { phoneWords } from './phone-words.ts'
import { ActionError } from './StopFrame.tsx'
import { FindDoor, Wishes } from './StopHelp.tsx'
import type { FailReason } from './stop-view.ts'

/** Offers what is needed less often: sending again, the receipt, and why a parcel cannot be handed over. */
export function MoreButton(context: StopContext) {
  const { state, stop } = context
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState<FailReason | null>(null)
  // The button that ends the visit comes where the reasons were.
  useFreshScreen(reason)
  const close = () => {
    // A message shown in this sheet is not about the keypad behind it.
    state.open(null)
    setOpen(false)
    setReason(null)
  }
  return (
    <>
      <Button kind="secondary" class="more" onClick={() => setOpen(true)}>
        {t('more')}
      </Button>
      <Dialog open={open} title={reason ? t(reason) : t('more')} onClose={close}>
        {reason ? (
          <>
            <p>{t('failConfirm')}</p>
            <ActionError message={state.message} />
            <Button kind="danger" busy={state.busy} onClick={() => void state.fail(reason)}>
              {t('failYes', { reason: t(reason).toLowerCase() })}
            </Button>
            <Button kind="secondary" onClick={() => setReason(null)}>
              {t('cancel')}
            </Button>
          </>
        ) : (
          <>
            <FindDoor stop={stop} />
            <h3>{t('problem')}</h3>
            <div class="reasons">
              {FAIL_REASONS.map((one) => (
                <Button key={one} kind="secondary" onClick={() => setReason(one)}>
                  {t(one)}
                </Button>
              ))}
            </div>
            <Sending {...context} close={close} />
            <Whole stop={stop} />
            <Wishes stop={stop} />
          </>
        )}
      </Dialog>
    </>
  )
}

/** Shows in full what the screen behind it shortens. */
function Whole({ stop }: Pick<StopContext, 'stop'>) {
  const phone = phoneWords(stop)
  return (
    <div class="whole">
      <strong>{stop.recipientName}</strong>
      <p>{whereOf(stop)}</p>
      <p class="muted small">{stop.waybill}</p>
      {phone && stop.open ? <p class="small">{phone}</p> : null}
    </div>
  )
}

/**
 * Offers to resend the message, to the announced contact only (R8), and to scan the receipt when the
 * confirmation was lost (R23).
 */
function Sending({ stop, state, close }: StopContext & { close: () => void }) {
  if (!stop.secured || stop.dropOff) return null
  // Until it is paid there is a link to pay by, and neither a code nor a receipt (R30).
  const unpaid = isUnpaid(stop)
  const code = !unpaid && stop.codes === 'open' && stop.accepts.some((proof) => proof !== 'link')
  const left = stop.sendsLeft > 0
  const receipt = () => {
    close()
    state.open('scan-receipt')
  }
  return (
    <>
      {stop.accepts.includes('link') && !unpaid ? (
        <Button kind="secondary" onClick={receipt}>
          {t('scanReceipt')}
        </Button>
      ) : null}
      <h3>{t('sendTitle')}</h3>
      <p class="muted">{left ? t('sendsLeft', { count: stop.sendsLeft }) : t('sendsNone')}</p>
      {left && (stop.pageScans || unpaid) ? (
        <Button kind="secondary" busy={state.busy} onClick={() => void state.send('link')}>
          {t('sendLink')}
        </Button>
      ) : null}
      {left && code ? (
        <Button kind="secondary" busy={state.busy} onClick={() => void state.send('code')}>
          {t('sendCode')}
        </Button>
      ) : null}
      <ul class="on-demand" role="status">
        {state.sent && stop.onDemand.length === 0 ? <li>{t('sent')}</li> : null}
        {stop.onDemand.map((told) => (
          <li key={told.channel} class={told.state}>
            {t(`told.${told.state}`, { channel: t(`channel.${told.channel}`) })}
          </li>
        ))}
      </ul>
      <ActionError message={state.message} />
    </>
  )
}
