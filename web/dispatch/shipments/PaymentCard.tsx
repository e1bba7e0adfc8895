import type { EventLine, PaymentView, ShipmentView } from '../../../worker/api/shipments/answers.ts'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { t as events } from '../../timeline/texts.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, type Tone } from '../../ui/bits.tsx'
import { Copy } from '../Copy.tsx'
import { money } from '../measure.ts'
import { ActionError } from '../parts.tsx'
import { brief } from '../when.tsx'
import { goodsByParcel, type Standing, sinceOf, standingOf } from './money.ts'
import { t } from './texts.ts'
import './payment.css'

const STANDING: Record<Standing, Tone> = {
  due: 'warn',
  paid: 'good',
  'part-back': 'accent',
  back: 'neutral',
  never: 'neutral',
}
type Asked = PaymentView['asked'][number]
type Refund = PaymentView['refunds'][number]
const ASKED: Record<Asked['state'], Tone> = { open: 'neutral', paid: 'good', failed: 'bad' }
const REFUND: Record<Refund['state'], Tone> = {
  asked: 'warn',
  owed: 'accent',
  done: 'good',
  failed: 'bad',
  declined: 'neutral',
}
/** What each provider is called, by itself. */
const PROVIDER: Record<Asked['provider'], string> = { stripe: 'Stripe', yookassa: 'YooKassa' }

export interface PaymentCardProps {
  shipment: ShipmentView
  payment: PaymentView
  /** The log, once it is read: it says since when. */
  log: readonly EventLine[] | undefined
  onDone: () => void
}

/** Shows what the recipient pays, what came of it at the provider, and what goes back (R30). */
export function PaymentCard({ shipment, payment, log, onDone }: PaymentCardProps) {
  const { currency, asked, refunds, paid } = payment
  const standing = standingOf(payment, shipment.state)
  const since = sinceOf(payment, log)
  const goods = goodsByParcel(
    payment,
    shipment.parcels.map(({ label }) => label),
  )
  // Of one parcel nobody has to be told which it is.
  const several = shipment.parcels.length > 1
  return (
    <section class="card payment" aria-labelledby="payment">
      <h2 class="card-title" id="payment">
        {t('pay')} <Badge tone={STANDING[standing]}>{t(`pay.is.${standing}`)}</Badge>
      </h2>
      <dl class="bill">
        {payment.delivery > 0 ? (
          <BillLine name={t('pay.delivery')} sum={money(payment.delivery, currency)} />
        ) : null}
        {goods.map(({ label, amount }) => (
          <BillLine
            key={label}
            name={t('pay.goods')}
            of={several ? (label ?? t('pay.noParcel')) : undefined}
            sum={money(amount, currency)}
          />
        ))}
        <BillLine name={t('pay.amount')} sum={money(payment.amount, currency)} total />
        {since && standing !== 'never' ? (
          <BillLine name={t(paid ? 'pay.paidAt' : 'pay.dueSince')} sum={brief(since)} />
        ) : null}
      </dl>
      {asked.length === 0 && standing === 'due' ? <p class="small muted">{t('pay.notBegun')}</p> : null}
      {asked.length > 0 ? (
        <div>
          <h3>{t('pay.payments')}</h3>
          <ul class="movements">
            {asked.map((one) => (
              <Payment key={one.number} one={one} several={asked.length > 1} />
            ))}
          </ul>
        </div>
      ) : null}
      {refunds.length > 0 ? (
        <div>
          <h3>{t('pay.refunds')}</h3>
          <ul class="movements">
            {refunds.map((one) => (
              <RefundLine
                key={one.number}
                one={one}
                currency={currency}
                severalPayments={asked.length > 1}
                severalParcels={several}
              />
            ))}
          </ul>
          <TryAgain shipment={shipment} payment={payment} onDone={onDone} />
        </div>
      ) : null}
    </section>
  )
}

/** Shows a line of what is paid, the sums below each other. */
function BillLine({
  name,
  of,
  sum,
  total = false,
}: {
  name: string
  of?: string | undefined
  sum: string
  total?: boolean
}) {
  return (
    <div class={total ? 'total' : undefined}>
      <dt>
        {name}
        {of ? <span class="of-parcel">{of}</span> : null}
      </dt>
      <dd>{sum}</dd>
    </div>
  )
}

function Payment({ one, several }: { one: Asked; several: boolean }) {
  const { number, from, provider, at, ref, state, receipt } = one
  return (
    <li>
      <p class="movement">
        <span>
          {several ? `${t('pay.numbered', { number })} · ` : null}
          {t(`pay.from.${from}`, { provider: PROVIDER[provider] })}
          <span class="when small muted">{brief(at)}</span>
        </span>
        <Badge tone={ASKED[state]}>{t(`pay.asked.${state}`)}</Badge>
      </p>
      {ref ? <Looked name={t('pay.ref', { provider: PROVIDER[provider] })} text={ref} /> : null}
      {receipt ? <Looked name={t('pay.receipt')} text={receipt} /> : null}
    </li>
  )
}

/** Shows a number under which somebody else has it, to be looked up there. */
function Looked({ name, text }: { name: string; text: string }) {
  return (
    <div class="foreign-number">
      <span class="small muted">{name}</span>
      <Copy text={text} />
      <code class="mono">{text}</code>
    </div>
  )
}

function RefundLine({
  one,
  currency,
  severalPayments,
  severalParcels,
}: {
  one: Refund
  currency: string
  severalPayments: boolean
  severalParcels: boolean
}) {
  const { amount, because, state, labels, payment } = one
  const why = events(`refund.${because}`)
  return (
    <li>
      <p class="movement">
        <span>
          <strong>{money(amount, currency)}</strong> · {why}
          {severalPayments ? ` · ${t('pay.number', { number: payment })}` : null}
        </span>
        <Badge tone={REFUND[state]}>{t(`pay.refund.${state}`)}</Badge>
      </p>
      {severalParcels && labels.length > 0 ? <p class="small muted mono">{labels.join(', ')}</p> : null}
    </li>
  )
}

/** Has every refund tried again that the provider refused. */
function TryAgain({ shipment, payment, onDone }: Pick<PaymentCardProps, 'shipment' | 'payment' | 'onDone'>) {
  const { busy, failure, send } = useSend()
  const failed = payment.refunds.some(({ state }) => state === 'failed')
  if (!failed) return null
  const retry = async () => {
    const answer = await send(api.shipments.retryRefund, { id: shipment.id }, {})
    if (answer?.ok) onDone()
  }
  return (
    <div class="try-again">
      <p class="small">{t('pay.failedText')}</p>
      <ActionError failure={failure} />
      {shipment.allowed?.includes('refund') ? (
        <Button small kind="secondary" busy={busy} onClick={() => void retry()}>
          {t('pay.tryAgain')}
        </Button>
      ) : null}
    </div>
  )
}
