import { number } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { problemWords } from '../words.ts'
import { Verdict } from './Checked.tsx'
import { type SendState as State, tallyOf } from './send.ts'
import { t } from './texts.ts'
import type { OpenedFile } from './use-import.ts'

export interface SendingProps {
  opened: OpenedFile
  sending: State
  onRun: () => void
  onPause: () => void
  onReset: () => void
}

/** Shows the progress, and offers to pause and go on. */
export function Sending({ opened, sending, onRun, onPause, onReset }: SendingProps) {
  const { phase, failure, progress } = sending
  const tally = tallyOf(progress)
  const sent = tally.created + tally.known + tally.refused
  const { good } = opened.summary
  const going = phase === 'sending' || phase === 'waiting'
  return (
    <section class="card stack">
      <Verdict>{t('sending')}</Verdict>
      <div
        class="import-bar"
        role="progressbar"
        aria-label={t('sending')}
        aria-valuemin={0}
        aria-valuemax={good}
        aria-valuenow={sent}
      >
        <i style={{ width: `${(100 * sent) / Math.max(1, good)}%` }} />
      </div>
      <p class="muted">{t('sent', { done: sent, count: good })}</p>
      <Tally {...tally} />
      {phase === 'waiting' ? <Banner kind="offline">{t('waiting')}</Banner> : null}
      {phase === 'paused' ? (
        <Banner>{sent === opened.before ? t('resumed', { count: sent }) : t('paused')}</Banner>
      ) : null}
      {phase === 'stopped' ? (
        <Banner kind="error">{t('stopped', { why: problemWords(failure?.code ?? '') })}</Banner>
      ) : null}
      <div class="row import-actions">
        {going ? (
          <Button small kind="secondary" onClick={onPause}>
            {t('pause')}
          </Button>
        ) : (
          <>
            <Button small onClick={onRun}>
              {t('goOn')}
            </Button>
            <Button small kind="secondary" onClick={onReset}>
              {t('again')}
            </Button>
          </>
        )}
      </div>
      {going ? <p class="muted small">{t('leave')}</p> : null}
    </section>
  )
}

/** Shows the numbers of announced, already known and refused shipments. */
export function Tally({ created, known, refused }: ReturnType<typeof tallyOf>) {
  return (
    <dl class="import-tally">
      {(
        [
          ['created', created],
          ['known', known],
          ['refused', refused],
        ] as const
      ).map(([name, count]) => (
        <div key={name} data-tone={name === 'refused' && count > 0 ? 'bad' : undefined}>
          <dt>{t(name)}</dt>
          <dd>{number(count)}</dd>
        </div>
      ))}
    </dl>
  )
}
