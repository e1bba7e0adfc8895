import type { RequestView } from '../../../worker/api/requests/answers.ts'
import { Button } from '../../ui/Button.tsx'
import { brief } from '../when.tsx'
import { Shown } from './Shown.tsx'
import { t } from './texts.ts'
import { Waits } from './Waits.tsx'
import { checkWord, kindWord } from './words.ts'

/** What a dispatcher can do with a request. */
export type Step = 'agree' | 'decline' | 'take-back'

export interface RequestCardProps {
  request: RequestView
  /** The time in ms since the epoch, for requests that count down before they lapse. */
  now: number
  onStep: (step: Step) => void
}

/** Shows one request: its kind, who asked, what exactly, and what this dispatcher can do about it (R9). */
export function RequestCard({ request, now, onStep }: RequestCardProps) {
  const { id, askedBy, askedAt, lapsesAt, own, mayAgree, couldAgree, ifVouched, operatorNeeded } = request
  const left = lapsesAt === null ? null : Math.max(0, Math.round((Date.parse(lapsesAt) - now) / 1000))
  const soon = left !== null && left < 600
  const time = brief(askedAt)
  const name = own ? t('you') : (askedBy?.name ?? '')
  return (
    <article class={`card request${soon ? ' soon' : ''}`} aria-labelledby={`r-${id}`}>
      <h2 id={`r-${id}`}>{kindWord(request)}</h2>
      <p class="small muted">
        {askedBy ? t('asked', { name, time }) : t('askedByRule', { time })}
        {lapsesAt === null ? null : (
          <>
            {' · '}
            {soon && left !== null ? t('left', { count: left }) : t('lapses', { time: brief(lapsesAt) })}
          </>
        )}
      </p>
      <Shown request={request} />
      {mayAgree ? (
        <p class="small">{checkWord(request)}</p>
      ) : (
        <Waits request={id} couldAgree={couldAgree} vouchFor={ifVouched[0]} operatorNeeded={operatorNeeded} />
      )}
      <div class="row request-actions">
        {own ? (
          <Button small kind="secondary" onClick={() => onStep('take-back')}>
            {t('takeBack')}
          </Button>
        ) : null}
        {mayAgree ? (
          <>
            <Button small kind="secondary" onClick={() => onStep('decline')}>
              {t('decline')}
            </Button>
            <Button small onClick={() => onStep('agree')}>
              {t('agree')}
            </Button>
          </>
        ) : null}
      </div>
    </article>
  )
}
