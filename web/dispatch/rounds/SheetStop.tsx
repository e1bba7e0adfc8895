import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import type { PointInfo } from '../../../worker/domain/choose-point.ts'
import { hoursText } from '../../../worker/domain/opening-hours.ts'
import { list, number, time } from '../../i18n/format.ts'
import { locale } from '../../i18n/locale.ts'
import { t } from './texts.ts'

/** One stop on paper. What is secured is said by a mark and a word, so that it survives a black and white copy. */
export function SheetStop({
  stop,
  number: position,
  planned,
}: {
  stop: CourierStop
  number: number
  planned: boolean
}) {
  const { address, parcels, secured } = stop
  return (
    <tr class={secured ? 'secured' : undefined}>
      <td class="number">{number(position)}</td>
      <td>
        <strong>{stop.recipientName}</strong>
        {stop.dropOff ? null : (
          <span>
            {[address.line1, address.line2].filter(Boolean).join(', ')}
            <br />
            {address.postcode} {address.city}
          </span>
        )}
      </td>
      <td>
        <strong class="mono">{stop.waybill}</strong>
        <ul>
          {parcels.map(({ label }) => (
            <li key={label}>
              <i class="tick" />
              <span class="mono">{label}</span>
            </li>
          ))}
        </ul>
      </td>
      <td>
        <How stop={planned ? { ...stop, outcome: null } : stop} />
      </td>
      <td>
        {/* What is known of a round that has not left is of the visit before. */}
        {planned ? <span class="blank" /> : <Result stop={stop} />}
      </td>
    </tr>
  )
}

function How({ stop }: { stop: CourierStop }) {
  const { secured, accepts, dropOff, point, withoutCode, outcome } = stop
  if (dropOff)
    return (
      <>
        <strong>{secured ? `⬢ ${t('securedDropOff')}` : t('dropOff')}</strong>
        <Point point={dropOff} />
      </>
    )
  if (!secured) return <strong>{t('ordinary')}</strong>
  const held = outcome?.kind === 'held'
  return (
    <>
      <strong>⬢ {t('secured')}</strong>
      <span>{t('accepts', { what: list(accepts.map((proof) => t(`proof.${proof}`))) })}</span>
      {withoutCode === 'identity' && !held ? <span>{t('withoutCode.identity')}</span> : null}
      {/* The point stands beside every NL that was and every one that can still be. */}
      {held || withoutCode === 'hold' || point ? (
        <span class="nl">
          {t(point ? 'withoutCode.point' : 'withoutCode.depot')}
          {point ? <Point point={point} /> : null}
        </span>
      ) : null}
    </>
  )
}

function Point({ point }: { point: PointInfo }) {
  return (
    <span class="point">
      <strong>{point.name}</strong>
      <br />
      {point.address}
      {point.hours ? (
        <>
          <br />
          {hoursText(point.hours, locale())}
        </>
      ) : null}
    </span>
  )
}

/** What is known of it when it is printed; before the round there is room to write. */
function Result({ stop: { outcome, claimOpen, open } }: { stop: CourierStop }) {
  if (claimOpen && open) return <strong>{t('claimOpen')}</strong>
  if (!outcome) return <span class="blank" />
  return (
    <>
      <strong>{t(`outcome.${outcome.kind}`)}</strong>
      {outcome.partly ? <span>{t('partly')}</span> : null}
      <span>
        {time(outcome.at)}
        {outcome.code ? ` · ${outcome.code}` : ''}
      </span>
    </>
  )
}
