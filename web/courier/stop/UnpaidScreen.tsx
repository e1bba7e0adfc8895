import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import { amountOf } from '../../hands/paying/paying.ts'
import { Button } from '../../ui/Button.tsx'
import { useOffline } from '../offline.ts'
import { refreshStop } from '../round-state.ts'
import { t } from '../texts.ts'
import type { StopContext } from './context.ts'
import { MoreButton } from './MoreButton.tsx'
import { StopFrame } from './StopFrame.tsx'

/**
 * Stands in place of the keypad while the recipient has to pay first (R30). Without a network nothing is offered, as
 * the payment could not be seen (R36).
 */
export function UnpaidScreen(context: StopContext) {
  const { stop, state } = context
  const offline = useOffline()
  const amount = stop.payment ? amountOf(stop.payment) : ''
  return (
    <StopFrame
      {...context}
      actions={
        offline ? (
          <Button kind="secondary" onClick={() => void refreshStop(stop.shipmentId)}>
            {t('again')}
          </Button>
        ) : (
          <>
            <Button class="huge" onClick={() => state.open('pay')}>
              {t('payByQr')}
            </Button>
            <div class="row">
              {stop.secured ? (
                <Button kind="danger" onClick={() => state.open('no-code')}>
                  {t('noCode')}
                </Button>
              ) : null}
              <MoreButton {...context} />
            </div>
          </>
        )
      }
    >
      <section class="unpaid">
        <h2>
          {t('unpaid')} <strong>{amount}</strong>
        </h2>
        {offline ? (
          <p class="lead">{t('payOffline')}</p>
        ) : (
          <>
            <p>{t(whatFollows(stop))}</p>
            {stop.unreached ? <p class="unreached">{t('unreached')}</p> : null}
            <p class="muted small">{t('unpaidFollows')}</p>
          </>
        )}
      </section>
    </StopFrame>
  )
}

/** Says what the payment leads to at this door. */
function whatFollows({ secured, accepts }: CourierStop) {
  if (!secured) return 'unpaidSign'
  return accepts.includes('pin') || accepts.includes('qr') ? 'unpaidCode' : 'unpaidLink'
}
