import type { ViolationView } from '../../../worker/api/violations/answers.ts'
import { dateTime } from '../../i18n/format.ts'
import { t } from './texts.ts'

/** Lists what was said and decided, in order. */
export function Steps({ violation: { at, steps } }: { violation: ViolationView }) {
  return (
    <section class="card violation">
      <h2>{t('history')}</h2>
      <ol class="steps">
        <li>
          <p class="said">{t('step.suspected')}</p>
          <p class="small muted">
            <time dateTime={at}>{dateTime(at)}</time>
          </p>
        </li>
        {steps.map((step) => (
          <li key={step.at} class={step.what}>
            <p class="said">{t(`step.${step.what}`)}</p>
            <p class="small muted">
              <time dateTime={step.at}>{dateTime(step.at)}</time> ·{' '}
              {t('by', { name: step.byName || t('somebody') })}
            </p>
            {step.comment ? <blockquote>{step.comment}</blockquote> : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
