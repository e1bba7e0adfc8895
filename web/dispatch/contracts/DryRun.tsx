import { day } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, EmptyState } from '../../ui/bits.tsx'
import { ActionError } from '../parts.tsx'
import { DryRunResult } from './DryRunResult.tsx'
import { type Draft, isSame } from './draft.ts'
import { t } from './texts.ts'
import type { useDryRun } from './use-dry-run.ts'

/** Tries the rules in the editor on last month's shipments. */
export function DryRun({
  draft,
  correct,
  run,
}: {
  draft: Draft
  /** Nothing is wrong with the draft. */
  correct: boolean
  run: ReturnType<typeof useDryRun>
}) {
  const { status, tried, missing, items, since, reached } = run
  const stale = run.draft !== null && !isSame(run.draft, draft)
  const ended = status === 'done' || status === 'stopped'
  return (
    <section class="stack dry-run" aria-label={t('view.dry-run')}>
      <p class="muted">{t('dryText')}</p>
      {correct ? null : <Banner kind="offline">{t('dryFaults')}</Banner>}
      {stale && status !== 'running' ? <Banner kind="offline">{t('dryStale')}</Banner> : null}
      <div class="row dry-actions">
        {status === 'running' ? (
          <Button small kind="secondary" onClick={run.stop}>
            {t('dryStop')}
          </Button>
        ) : (
          <Button
            small
            kind={ended && !stale ? 'secondary' : 'primary'}
            disabled={!correct}
            onClick={() => run.start(draft)}
          >
            {t(status === 'idle' ? 'dryStart' : 'dryAgain')}
          </Button>
        )}
        {status === 'stopped' && !stale ? (
          <Button small onClick={run.goOn}>
            {t('dryGoOn')}
          </Button>
        ) : null}
      </div>
      <ActionError failure={run.failure} />
      {status === 'idle' ? null : (
        <div class="dry-progress">
          <progress
            aria-label={t('dryProgress')}
            max={100}
            value={status === 'done' ? 100 : covered(since, reached)}
          />
          <p role="status">
            {where(run)} {t('dryTried', { count: tried })}, {t('dryChanged', { count: items.length })}.
            {missing > 0 ? ` ${t('dryMissing', { count: missing })}.` : ''}
          </p>
        </div>
      )}
      {status === 'done' && tried === 0 ? (
        <EmptyState title={t('dryNone')}>{t('dryNoneText')}</EmptyState>
      ) : null}
      {status === 'done' && tried > 0 && items.length === 0 ? (
        <EmptyState title={t('drySame')}>{t('drySameText')}</EmptyState>
      ) : null}
      {items.length > 0 ? <DryRunResult items={items} /> : null}
    </section>
  )
}

function where({ status, reached }: ReturnType<typeof useDryRun>): string {
  if (status === 'done') return t('dryDone')
  if (!reached) return ''
  return `${t(status === 'running' ? 'dryRunning' : 'dryStopped', { date: day(reached) })}.`
}

/** Returns how much of the month is done, in percent. Shipments are tried from today backwards. */
function covered(since: string, reached: string): number {
  if (!since) return 0
  const [begin, now] = [Date.parse(since), Date.now()]
  return Math.round(((now - Date.parse(reached)) / (now - begin)) * 100)
}
