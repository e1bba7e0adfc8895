import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import type { PointInfo } from '../../../worker/domain/choose-point.ts'
import { hoursText } from '../../../worker/domain/opening-hours.ts'
import { list, number, time } from '../../i18n/format.ts'
import { locale } from '../../i18n/locale.ts'
import { t } from './texts.ts'

/** Shows one stop on paper. A mark and a word show that it is secured, even on a black and white copy. */
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
        {/* Before a round leaves, any known result is from an earlier visit. */}
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
      {/* The point stands beside every NL that happened and every one still possible. */}
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

/** Shows the result known when the sheet is printed. Without a result there is room to write. */
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
