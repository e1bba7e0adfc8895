import type { RoundSheet } from '../../../worker/api/rounds/answers.ts'
import { COUNTED_PLACES, type CountedPlace, countOf } from '../../depot/count.ts'
import { dateTime, number } from '../../i18n/format.ts'
import { Badge, Skeleton, type Tone } from '../../ui/bits.tsx'
import { t } from './texts.ts'

const TONES: Record<CountedPlace, Tone> = {
  'handed-over': 'good',
  'at-point': 'good',
  'to-point': 'accent',
  depot: 'good',
  declared: 'warn',
  vehicle: 'neutral',
  unexplained: 'bad',
}

/** Shows where the parcels of one stop are, with numbers only if there are several. */
export function ReturnState({ stop }: { stop: RoundSheet['stops'][number] | undefined }) {
  if (!stop) return null
  const count = countOf([stop])
  const several = stop.parcels.length > 1
  return (
    <span class="where">
      {COUNTED_PLACES.filter((where) => count[where] > 0).map((where) => (
        <Badge key={where} tone={TONES[where]}>
          {several ? `${number(count[where])} · ` : ''}
          {t(`where.${where}`)}
        </Badge>
      ))}
      {stop.claimOpen ? <Badge tone="warn">{t('claimWaits')}</Badge> : null}
    </span>
  )
}

/** Shows return control at a glance (R26): how many parcels are where, and when the round was closed. */
export function ReturnSummary({
  closedAt,
  sheet,
}: {
  closedAt: string | null
  sheet: RoundSheet | undefined
}) {
  const count = sheet && countOf(sheet.stops)
  const claims = sheet?.stops.filter(({ claimOpen }) => claimOpen).length ?? 0
  return (
    <section class="card return-summary">
      <h2>{t('returnControl')}</h2>
      <p class={closedAt ? undefined : 'muted'}>
        {closedAt ? t('closedOn', { time: dateTime(closedAt) }) : t('notClosed')}
      </p>
      {count ? (
        <ul>
          {COUNTED_PLACES.filter((where) => count[where] > 0).map((where) => (
            <li key={where}>
              <strong class={where === 'unexplained' ? 'bad' : undefined}>{number(count[where])}</strong>
              <span>{t(`where.${where}`)}</span>
            </li>
          ))}
          {claims > 0 ? (
            <li>
              <strong>{number(claims)}</strong>
              <span>{t('claimWaits')}</span>
            </li>
          ) : null}
        </ul>
      ) : (
        <Skeleton height="3rem" />
      )}
    </section>
  )
}
