import type { ComponentChildren } from 'preact'
import { hoursText } from '../../../worker/domain/opening-hours.ts'
import { number } from '../../i18n/format.ts'
import { locale } from '../../i18n/locale.ts'
import { stopPath } from '../paths.ts'
import { addressLine } from '../StopLine.tsx'
import { ofPlace } from './CountCard.tsx'
import type { CountedParcel, CountedPlace } from './count.ts'
import { takeBack } from './kept.ts'
import { t } from './texts.ts'

/** Lists every parcel of the round by place: missing parcels first, settled ones last and folded. */
export function ParcelLists({ count }: { count: readonly CountedParcel[] }) {
  const group = (where: CountedPlace) => ({ parcels: ofPlace(count, where), where })
  return (
    <>
      <Group {...group('unexplained')} title={t('unexplained')} hint={t('unexplainedHint')} />
      <Group {...group('back')} title={t('back')} hint={t('backHint')} />
      <Group {...group('to-point')} title={t('toPoint')} hint={t('toPointHint')} />
      <Group {...group('at-point')} title={t('atPoint')} folded />
      <Group {...group('depot')} title={t('depot')} folded />
      <Group {...group('handed-over')} title={t('handedOver')} folded />
    </>
  )
}

interface GroupProps {
  where: CountedPlace
  parcels: CountedParcel[]
  title: string
  hint?: string
  folded?: boolean
}

function Group({ where, parcels, title, hint, folded }: GroupProps) {
  if (parcels.length === 0) return null
  const heading = (
    <>
      {title} <span class="muted">{number(parcels.length)}</span>
    </>
  )
  const list = (
    <ul class="count-list" aria-label={title}>
      {parcels.map((parcel) => (
        <Line key={`${parcel.stop.shipmentId} ${parcel.label}`} parcel={parcel} />
      ))}
    </ul>
  )
  if (folded)
    return (
      <details class="card count-group" data-where={where}>
        <summary>{heading}</summary>
        {list}
      </details>
    )
  return (
    <section class="card count-group" data-where={where}>
      <h2>{heading}</h2>
      {hint ? <p class="muted small">{hint}</p> : null}
      {list}
    </section>
  )
}

function Line({ parcel }: { parcel: CountedParcel }) {
  const { stop, label, where, local } = parcel
  return (
    <li>
      <ParcelName parcel={parcel}>
        {where === 'to-point' || where === 'at-point' ? <PointLine parcel={parcel} /> : null}
      </ParcelName>
      {where === 'unexplained' || where === 'to-point' ? (
        <a class="to-stop" aria-label={t('openStop', { label })} href={stopPath(stop.shipmentId)}>
          ›
        </a>
      ) : null}
      {local ? (
        <button
          type="button"
          class="take-back"
          aria-label={t('takeBack', { label })}
          onClick={() => takeBack(label)}
        >
          ×
        </button>
      ) : null}
    </li>
  )
}

/** Shows what helps to find a parcel: its label, then its recipient and address. */
export function ParcelName({ parcel, children }: { parcel: CountedParcel; children?: ComponentChildren }) {
  const { stop, label } = parcel
  return (
    <span class="parcel-name">
      <strong>{label}</strong>
      <span class="muted small clamp">
        {[stop.recipientName, addressLine(stop)].filter(Boolean).join(' · ')}
      </span>
      {children}
    </span>
  )
}

/** Shows the point a parcel is for, with what the courier needs to bring it there after all. */
function PointLine({ parcel: { stop } }: { parcel: CountedParcel }) {
  const point = stop.dropOff ?? stop.point
  if (!point) return null
  const hours = point.hours ? t('hours', { hours: hoursText(point.hours, locale()) }) : ''
  return (
    <span class="small">
      <b>{point.name}</b> · {[point.address, hours].filter(Boolean).join(' · ')}
    </span>
  )
}
