import type { RoundLine } from '../../worker/api/rounds/answers.ts'
import { api } from '../api/call.ts'
import { day } from '../i18n/format.ts'
import { dayOf, noon } from '../office/plan.ts'
import { usePages } from '../office/use-get.ts'
import { Button } from '../ui/Button.tsx'
import { Badge, EmptyState, Skeleton } from '../ui/bits.tsx'
import { Failed } from './Failed.tsx'
import { to } from './paths.ts'
import { t } from './texts.ts'

/** Returns the rounds that left today or earlier, those that nobody has closed yet first. */
export function roundsToCount(rounds: readonly RoundLine[], today: string): RoundLine[] {
  const left = rounds.filter(({ state, date }) => state !== 'planned' && date <= today)
  return [
    ...left.filter(({ state }) => state !== 'closed'),
    ...left.filter(({ state }) => state === 'closed'),
  ]
}

/** Shows the rounds to choose the one that came back. */
export function Control() {
  const { items, failure, busy, more, reload } = usePages(api.rounds.list, {})
  const rounds = roundsToCount(items ?? [], dayOf(new Date()))
  return (
    <>
      {failure ? <Failed failure={failure} onRetry={reload} /> : null}
      {!items && !failure ? <Skeleton lines={4} height="64px" /> : null}
      {items && rounds.length === 0 ? (
        <EmptyState title={t('noRounds')}>{t('noRoundsText')}</EmptyState>
      ) : null}
      {rounds.length > 0 ? (
        <ul class="card scanned" aria-label={t('rounds')}>
          {rounds.map((round) => (
            <li key={round.id}>
              <a href={to.count(round.id)}>
                <strong>{round.courierName || t('round')}</strong>
                <span class="small muted">
                  {day(noon(round.date), 'UTC')} · {t('stops', { count: round.stops })}
                </span>
              </a>
              <Badge tone={round.state === 'closed' ? 'good' : 'accent'}>
                {t(round.state === 'closed' ? 'closed' : 'open')}
              </Badge>
            </li>
          ))}
        </ul>
      ) : null}
      {more ? (
        <Button small kind="secondary" busy={busy} onClick={more}>
          {t('more')}
        </Button>
      ) : null}
    </>
  )
}
