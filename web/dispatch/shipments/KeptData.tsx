import type { PersonalView } from '../../../worker/api/shipments/evidence.ts'
import { list } from '../../i18n/format.ts'
import type { Got } from '../../office/use-get.ts'
import { t as events } from '../../timeline/texts.ts'
import { Skeleton } from '../../ui/bits.tsx'
import { ReadFailed } from '../parts.tsx'
import { wholeDay } from '../when.tsx'
import { t } from './texts.ts'

/** Shows which personal data is kept, and until when (R31). */
export function KeptData({ personal: { value, failure, reload } }: { personal: Got<PersonalView> }) {
  const open = value?.kept.filter(({ until }) => until === null) ?? []
  const dated = value?.kept.filter(({ until }) => until !== null) ?? []
  return (
    <section class="card stack">
      <h2 class="card-title">{t('kept')}</h2>
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!value && !failure ? <Skeleton lines={3} /> : null}
      {value?.kept.length === 0 ? <p class="muted">{t('keptNothing')}</p> : null}
      {value && open.length > 0 ? (
        <p>{t('keptOpen', { what: list(open.map(({ kind }) => events(`kind.${kind}`))) })}</p>
      ) : null}
      {value && dated.length > 0 ? (
        <dl class="facts">
          {dated.map(({ kind, until }) => (
            <div key={kind} class="fact-row">
              <dt>{events(`kind.${kind}`)}</dt>
              <dd>{t('keptUntil', { day: wholeDay(`${until}T12:00:00Z`, 'UTC') })}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </section>
  )
}
