import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/bits.tsx'
import { t } from '../texts.ts'
import { active, basket, clear, step } from './basket.ts'
import { HoldCard } from './HoldCard.tsx'
import { Identity } from './Identity.tsx'
import { Pin } from './Pin.tsx'
import { Ways } from './Ways.tsx'

/** Shows one recipient at the counter: what was scanned on the left, how it is issued on the right. */
export function Issue() {
  const entry = active.value
  if (!entry)
    return (
      <div class="desk">
        <EmptyState title={t('issueEmpty')}>{t('issueEmptyText')}</EmptyState>
      </div>
    )
  const several = basket.value.length > 1
  return (
    <div class="desk">
      <section class="stack" aria-label={t('onCounter')}>
        {basket.value.map((one) => (
          <HoldCard key={one.hold.shipmentId} entry={one} active={several && one === entry} />
        ))}
      </section>
      <section class="card panel" aria-label={t('howToIssue')}>
        {step.value === 'pin' ? <Pin entry={entry} /> : null}
        {step.value === 'identity' ? <Identity key={entry.hold.shipmentId} /> : null}
        {step.value === 'scan' ? <p class="lead">{t(leadOf(entry.scanned.length))}</p> : null}
        <Ways entry={entry} />
        <Button kind="secondary" small onClick={clear}>
          {t('putAway')} <kbd>Esc</kbd>
        </Button>
      </section>
    </div>
  )
}

const leadOf = (scanned: number) => (scanned === 0 ? 'leadScan' : 'leadChoose')
