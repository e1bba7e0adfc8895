import { amountOf } from '../../hands/paying/paying.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge } from '../../ui/bits.tsx'
import { useLazy, useOnline } from '../../ui/hooks.ts'
import { Outcome } from '../../ui/Outcome.tsx'
import type { HoldEntry } from '../entry.ts'
import { useShortcuts } from '../focus.ts'
import { outcome } from '../outcome.ts'
import { paymentAddress } from '../post.ts'
import { refusalKey } from '../refusals.ts'
import { t } from '../texts.ts'
import { refresh } from './basket.ts'
import { useUntilPaid } from './until-paid.ts'

/**
 * Stands in place of the ways of issuing while the recipient has to pay first (R30), and gives way to them by itself.
 */
export function Unpaid({ entry }: { entry: HoldEntry }) {
  const { hold } = entry
  const online = useOnline()
  useUntilPaid(entry, refresh)
  const show = () => {
    outcome.value = { type: 'pay', hold }
  }
  useShortcuts({ F6: online ? show : undefined })
  return (
    <>
      <section class="unpaid">
        <h2>
          {t('unpaid')} <strong>{hold.payment ? amountOf(hold.payment) : ''}</strong>
        </h2>
        <p>{t(online ? 'unpaidText' : 'payOffline')}</p>
        {online ? <p class="muted">{t('unpaidFollows')}</p> : null}
      </section>
      {online ? (
        <div class="ways">
          <div class="row">
            <Button onClick={show}>
              {t('payByQr')} <kbd>F6</kbd>
            </Button>
          </div>
        </div>
      ) : null}
    </>
  )
}

/** Shows on a hold's card that it is not paid. */
export function UnpaidBadge({ hold }: Pick<HoldEntry, 'hold'>) {
  return hold.payment && !hold.payment.paid ? (
    <Badge tone="warn">{t('toPay', { amount: amountOf(hold.payment) })}</Badge>
  ) : null
}

/** Shows the client the QR code by which anybody here may pay. The part is loaded now, as few holds need it. */
export function PayAtCounter({ hold, onBack }: Pick<HoldEntry, 'hold'> & { onBack: () => void }) {
  const part = useLazy(() => import('../../hands/paying/PayQr.tsx'))
  if (part.state === 'loading') return null
  if (part.state === 'failed')
    return (
      <Outcome
        kind="wait"
        title={t('payTitle')}
        text={t('payFailed')}
        next={{ label: t('again'), onClick: part.retry }}
        other={
          <Button kind="secondary" onClick={onBack}>
            {t('cancel')}
          </Button>
        }
      />
    )
  return (
    <part.value.PayQr
      words={{
        title: t('payTitle'),
        amount: hold.payment ? amountOf(hold.payment) : '',
        anyone: t('payAnyone'),
        waybill: t('payWaybill', { tail: hold.waybill.slice(-4) }),
        label: t('payLabel'),
        again: t('again'),
      }}
      load={() => paymentAddress(hold.shipmentId)}
      wordOf={(code) => t(refusalKey(code) as 'errOther')}
      onBack={onBack}
    />
  )
}
