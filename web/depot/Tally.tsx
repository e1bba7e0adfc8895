import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { number } from '../i18n/format.ts'
import { Badge } from '../ui/bits.tsx'
import { COUNTED_PLACES, countOf, type Missing } from './count.ts'
import { t } from './texts.ts'

interface Props {
  stops: readonly CourierStop[]
  here: ReadonlySet<string>
  missing: readonly Missing[]
}

const SHOWN = COUNTED_PLACES.filter((where) => where !== 'vehicle' && where !== 'unexplained')

/** Shows the countdown to zero, and where the other parcels are. */
export function Tally({ stops, here, missing }: Props) {
  const count = countOf(stops)
  const left = missing.length
  return (
    <section class="card tally" aria-label={t('countOf')}>
      <p class={left > 0 ? 'left' : 'left none'} role="status">
        <strong>{number(left)}</strong>
        <span>{t(left > 0 ? 'unexplained' : 'allExplained', { count: left })}</span>
      </p>
      <dl>
        {SHOWN.map((where) => {
          const value = count[where] + (where === 'depot' ? here.size : 0)
          return (
            <div key={where} class={value === 0 ? 'muted' : undefined}>
              <dt>{t(`where.${where}`)}</dt>
              <dd>{number(value)}</dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}

/** Lists the parcels that are still to be explained. */
export function StillMissing({ missing }: Pick<Props, 'missing'>) {
  if (missing.length === 0) return null
  return (
    <section class="stack">
      <h2>{t('stillMissing')}</h2>
      <ul class="card scanned" aria-label={t('stillMissing')}>
        {missing.map(({ label, waybill, recipientName }) => (
          <li key={label}>
            <span>
              <strong>{label}</strong>
              <span class="small muted">
                {waybill === label ? recipientName : `${waybill} · ${recipientName}`}
              </span>
            </span>
            <Badge tone="bad" icon="?">
              {t('where.unexplained')}
            </Badge>
          </li>
        ))}
      </ul>
    </section>
  )
}
