import { api, hrefOf } from '../../api/call.ts'
import { list } from '../../i18n/format.ts'
import { OpenLink } from '../../office/OpenLink.tsx'
import { SignedImage } from '../../office/SignedImage.tsx'
import { t } from '../../timeline/texts.ts'
import { wholeDay } from '../when.tsx'
import type { EventPersonalData } from './personal-data.ts'
import { Signature } from './Signature.tsx'

/** Shows what people left with an event: signature, place, reference, photos, and what was erased since. */
export function PersonalData({
  shipmentId,
  personalData: { parts, gone },
}: {
  shipmentId: string
  personalData: EventPersonalData
}) {
  const { signature, place, reference, photos } = parts ?? {}
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
      {photos ? (
        <ul class="claim-photos">
          {photos.map(({ id, width, height }, index) => {
            const at = hrefOf(api.shipments.photo, { id: shipmentId, photoId: id })
            return (
              <li key={id}>
                <OpenLink href={at}>
                  <SignedImage
                    path={at}
                    width={width}
                    height={height}
                    alt={t('photo', { number: index + 1 })}
                  />
                </OpenLink>
              </li>
            )
          })}
        </ul>
      ) : null}
      {byDay(gone).map(([at, kinds]) => (
        <p key={at} class="small muted gone">
          {t('gone', { what: list(kinds.map((kind) => t(`kind.${kind}`))), day: at })}
        </p>
      ))}
    </>
  )
}

function byDay(gone: EventPersonalData['gone']) {
  const days = new Map<string, EventPersonalData['gone'][number]['kind'][]>()
  for (const { kind, at } of gone) {
    const day = wholeDay(at)
    days.set(day, [...(days.get(day) ?? []), kind])
  }
  return [...days]
}
