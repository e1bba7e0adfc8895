import { useEffect } from 'preact/hooks'
import type { DoorPaymentView } from '../../worker/api/payments/answers.ts'
import { moneyText } from '../../worker/domain/money-text.ts'
import { locale } from '../i18n/locale.ts'
import { useLocale } from '../i18n/use.ts'
import { Button } from '../ui/Button.tsx'
import { Banner, Skeleton } from '../ui/bits.tsx'
import { LanguageCorner } from '../ui/LanguageCorner.tsx'
import { Outcome } from '../ui/Outcome.tsx'
import { Screen } from '../ui/Screen.tsx'
import type { Kept } from './kept.ts'
import { t } from './texts.ts'
import { type DoorPayment, useDoorPayment } from './use-door-payment.ts'

/**
 * Takes the payment of whoever scanned the QR code that a courier or clerk shows (R30). It tells the carrier, the end of
 * the waybill and the amount, and nothing else of the delivery.
 */
export function App({ kept }: { kept: Kept | null }) {
  useLocale()
  const payment = useDoorPayment(kept)
  const { view } = payment
  const carrier = view === null || view === 'nothing' ? 'Sesame' : view.carrier
  useEffect(() => {
    document.title = carrier
  }, [carrier])
  if (view === null) return <Looking {...payment} />
  if (view === 'nothing')
    return (
      <Screen title={carrier} right={<Language />} heading={t('nothing')} lead={t('nothingText')}>
        {null}
      </Screen>
    )
  switch (view.state) {
    case 'paid':
      return (
        <Outcome kind="hand-over" top={carrier} title={t('paid')} text={t('paidText')}>
          <p class="gentle">
            {sumOf(view)}
            <br />
            {t('shipment', { end: view.waybillEnd })}
          </p>
        </Outcome>
      )
    case 'over':
      return (
        <Screen title={carrier} right={<Language />} heading={t('over')} lead={t('overText')}>
          <p class="card">{t('shipment', { end: view.waybillEnd })}</p>
        </Screen>
      )
    case 'due':
      return <Due {...payment} view={view} />
  }
}

const Language = () => <LanguageCorner label={t('language')} />

const sumOf = ({ amount, currency }: DoorPaymentView) => moneyText(amount, currency, locale())

/** Shows the shape of the coming page, or why it does not come. */
function Looking({ trouble, look }: DoorPayment) {
  return (
    <Screen
      title="Sesame"
      right={<Language />}
      actions={
        trouble ? (
          <>
            <Banner kind="error">{t(`trouble.${trouble}`)}</Banner>
            <Button onClick={look}>{t('again')}</Button>
          </>
        ) : null
      }
    >
      {trouble ? null : (
        <>
          <Skeleton height="3.8rem" />
          <Skeleton height="120px" />
        </>
      )}
    </Screen>
  )
}

/** Asks for the payment, and says what becomes of it once the person is back from the provider's page. */
function Due({ view, paying, trouble, pay }: DoorPayment & { view: DoorPaymentView }) {
  const amount = sumOf(view)
  const back = paying === 'checking' || paying === 'not-there'
  return (
    <Screen
      title={view.carrier}
      right={<Language />}
      heading={t('pay', { amount })}
      lead={t('shipment', { end: view.waybillEnd })}
      actions={
        <>
          {trouble ? <Banner kind="error">{t(`trouble.${trouble}`)}</Banner> : null}
          <Button
            kind={paying === 'checking' ? 'secondary' : 'primary'}
            onClick={pay}
            busy={paying === 'opening'}
          >
            {paying === 'opening' ? t('opening') : back ? t('goOn') : t('button', { amount })}
          </Button>
        </>
      }
    >
      {back ? (
        <section class="card asked" data-now={paying} role="status">
          <i aria-hidden="true" />
          <p>{t(paying === 'checking' ? 'checking' : 'notThere')}</p>
        </section>
      ) : null}
      <p>{t('where')}</p>
      <p class="never">{t('never')}</p>
    </Screen>
  )
}
