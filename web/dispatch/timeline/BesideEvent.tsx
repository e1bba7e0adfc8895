import { day, list } from '../../i18n/format.ts'
import type { Beside } from './beside.ts'
import { Signature } from './Signature.tsx'
import { t } from './texts.ts'

/** What people left with an event: signature, place, the shipper's reference; and what is erased by now. */
export function BesideEvent({ beside: { parts, gone } }: { beside: Beside }) {
  const { signature, place, reference } = parts ?? {}
  return (
    <>
      {signature ? <Signature signature={signature} /> : null}
      {place ? (
        <p class="small muted">
          {t('place.at', { lat: place.lat.toFixed(5), lon: place.lon.toFixed(5) })}
          {place.accuracyM === undefined
            ? null
            : ` ${t('place.accuracy', { count: Math.round(place.accuracyM) })}`}
        </p>
      ) : null}
      {reference ? (
        <p class="note">
          <span class="muted">{t('note.reference')} </span>
          {reference}
        </p>
      ) : null}
      {byDay(gone).map(([at, kinds]) => (
        <p key={at} class="small muted gone">
          {t('gone', { what: list(kinds.map((kind) => t(`kind.${kind}`))), day: at })}
        </p>
      ))}
    </>
  )
}

function byDay(gone: Beside['gone']) {
  const days = new Map<string, Beside['gone'][number]['kind'][]>()
  for (const { kind, at } of gone) days.set(day(at), [...(days.get(day(at)) ?? []), kind])
  return [...days]
}
