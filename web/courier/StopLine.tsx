import { useMemo } from 'preact/hooks'
import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { amountOf, isUnpaid } from '../hands/paying/paying.ts'
import { time } from '../i18n/format.ts'
import { locale } from '../i18n/locale.ts'
import { Badge } from '../ui/bits.tsx'
import { stopPath } from './paths.ts'
import { acceptsWords, proofName } from './proofs.ts'
import { endingOf, isLost, type NumberedStop } from './round-model.ts'
import { t } from './texts.ts'

/** Shows what a stop accepts. A secured stop has a shield, so that it is recognised without reading (R10). */
export function AcceptsBadge({ stop }: { stop: CourierStop }) {
  if (stop.dropOff) return <Badge icon="⌂">{acceptsWords(stop)}</Badge>
  return stop.secured ? (
    <Badge tone="accent" icon="⬢">
      {acceptsWords(stop)}
    </Badge>
  ) : (
    <Badge icon="✎">{acceptsWords(stop)}</Badge>
  )
}

/**
 * Shows what the recipient has to pay first (R30), or that it is paid. A drop-off is paid at its pick-up point, and an
 * ended stop is no longer about money.
 */
export function PaymentBadge({ stop }: { stop: CourierStop }) {
  const { payment, dropOff, outcome } = stop
  if (!payment || dropOff || outcome) return null
  return payment.paid ? (
    <Badge icon="✓">{t('paid')}</Badge>
  ) : (
    <Badge tone="warn">{t('toPay', { amount: amountOf(payment) })}</Badge>
  )
}

/** Shows how a stop ended. */
export function OutcomeBadge({ stop }: { stop: CourierStop }) {
  const { outcome } = stop
  if (!outcome) return <Badge>{t('planned')}</Badge>
  const at = time(outcome.at)
  if (isLost(stop))
    return (
      <Badge tone="bad" icon="?">
        {t('chipUnexplained')}
      </Badge>
    )
  switch (outcome.kind) {
    case 'held':
    case 'dropped-off':
      return <PointBadge stop={stop} />
    case 'returned':
      return <Badge icon="↩">{t('chipReturned')}</Badge>
    case 'depot':
      return <Badge icon="↩">{t('chipDepot')}</Badge>
    case 'refused':
      return (
        <Badge tone="bad" icon="✕">
          {t('chipRefused')}
        </Badge>
      )
    case 'cancelled':
      return <Badge icon="✕">{t('chipCancelled')}</Badge>
  }
  const what = proofName(outcome.kind)
  const done = stop.parcels.filter(({ place }) => place === 'recipient').length
  return (
    <Badge tone="good" icon="✓">
      {outcome.partly
        ? t('chipPartly', { done, of: stop.parcels.length, what, time: at })
        : t('chipTime', { what, time: at })}
    </Badge>
  )
}

/**
 * Shows where a parcel for a point is: at the point once its staff scanned it, before that under way, or back
 * at the depot after all.
 */
function PointBadge({ stop }: { stop: CourierStop }) {
  const point = stop.outcome?.kind === 'held' ? stop.point : stop.dropOff
  const at = (place: string) => stop.parcels.some((parcel) => parcel.place === place && !parcel.declared)
  if (!point || (!at('to-point') && !at('point') && !at('recipient')))
    return <Badge icon="↩">{t('chipDepot')}</Badge>
  return at('to-point') ? (
    <Badge tone="warn" icon="→">
      {point.name}
    </Badge>
  ) : (
    <Badge tone="good" icon="⌂">
      {point.name}
    </Badge>
  )
}

export const addressLine = ({ address: { line1, line2, city } }: CourierStop): string =>
  [line1, line2, city].filter(Boolean).join(', ')

/** Returns the whole address, as it is needed to find the door. */
export const whereOf = ({ address: { line1, line2, postcode, city } }: CourierStop): string =>
  [line1, line2, `${postcode} ${city}`.trim()].filter(Boolean).join(', ')

/** Shows one stop of the round: who, where, and what it needs or how it ended. */
export function StopLine({
  stop,
  number,
  next,
  hidden,
  saved,
}: NumberedStop & { next: boolean; hidden: boolean; saved: boolean }) {
  const at = locale()
  // While one types a search, two hundred lines are hidden or shown, and none of them is drawn anew.
  const line = useMemo(() => <Line {...{ stop, number, next, saved }} />, [stop, number, next, saved, at])
  // What is not found is hidden and not taken out: two hundred lines cost more to make than to show.
  return <li hidden={hidden}>{line}</li>
}

/** `saved`: something about it is not sent yet. */
function Line({ stop, number, next, saved }: NumberedStop & { next: boolean; saved: boolean }) {
  const ended = endingOf(stop)
  return (
    <a class="stop-line" href={stopPath(stop.shipmentId)} data-next={next || undefined} data-ended={ended}>
      <span class="number">{number}</span>
      <span class="who">
        <strong class="clamp">{stop.recipientName}</strong>
        <span class="muted clamp">
          {addressLine(stop)} · {t('parcels', { count: stop.parcels.length })}
        </span>
      </span>
      <span class="marks">
        {!ended && stop.arrivedAt ? (
          <Badge tone="warn" icon="●">
            {t('nowHere')}
          </Badge>
        ) : null}
        {stop.open && isUnpaid(stop) ? <PaymentBadge stop={stop} /> : null}
        {stop.open ? <AcceptsBadge stop={stop} /> : <OutcomeBadge stop={stop} />}
        {saved ? <Badge icon="↑">{t('chipSaved')}</Badge> : null}
      </span>
    </a>
  )
}
