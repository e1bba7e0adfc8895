import { amountOf } from '../../hands/paying/paying.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, Skeleton } from '../../ui/bits.tsx'
import { useLazy } from '../../ui/hooks.ts'
import { Screen } from '../../ui/Screen.tsx'
import { useOffline } from '../offline.ts'
import { paymentAddress } from '../post.ts'
import { refusalKey } from '../refusals.ts'
import { t } from '../texts.ts'
import type { StopContext } from './context.ts'
import { UnpaidScreen } from './UnpaidScreen.tsx'

/** Shows the QR code by which anybody at the door may pay (R30). The part is loaded now, as few stops need it. */
export function PayScreen(context: StopContext) {
  const { stop, state } = context
  const part = useLazy(() => import('../../hands/paying/PayQr.tsx'))
  const offline = useOffline()
  const back = () => state.open(null)
  if (offline) return <UnpaidScreen {...context} />
  if (part.state !== 'ready')
    return (
      <Screen title={t('payTitle')} onBack={back}>
        {part.state === 'loading' ? (
          <Skeleton height="280px" />
        ) : (
          <Banner
            kind="error"
            action={
              <Button small kind="secondary" onClick={part.retry}>
                {t('again')}
              </Button>
            }
          >
            {t('payFailed')}
          </Banner>
        )}
      </Screen>
    )
  return (
    <part.value.PayQr
      words={{
        title: t('payTitle'),
        amount: stop.payment ? amountOf(stop.payment) : '',
        anyone: t('payAnyone'),
        waybill: t('payWaybill', { tail: stop.waybill.slice(-4) }),
        label: t('payLabel'),
        again: t('again'),
      }}
      load={() => paymentAddress(stop.shipmentId)}
      wordOf={(code) => t(refusalKey(code))}
      onBack={back}
    />
  )
}
