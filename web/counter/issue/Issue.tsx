import { isUnpaid } from '../../hands/paying/paying.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, EmptyState, Skeleton } from '../../ui/bits.tsx'
import { useShortcuts } from '../focus.ts'
import { resume } from '../submit.ts'
import { t } from '../texts.ts'
import { asideCount, bringBack, putAway } from './aside.ts'
import { active, basket, leaveWay, step } from './basket.ts'
import { HoldCard } from './HoldCard.tsx'
import { Identity } from './Identity.tsx'
import { giveUp, restoring } from './kept.ts'
import { Pin } from './Pin.tsx'
import { Unpaid } from './Unpaid.tsx'
import { Ways } from './Ways.tsx'

/** Shows one recipient at the counter: what was scanned on the left, how it is issued on the right. */
export function Issue() {
  const entry = active.value
  useShortcuts({ F3: entry && putAway })
  if (!entry && restoring.value !== 'done') return <Restoring />
  if (!entry)
    return (
      <div class="desk">
        <EmptyState title={t('issueEmpty')}>
          <div class="stack">
            <p>{t('issueEmptyText')}</p>
            <BringBack />
          </div>
        </EmptyState>
      </div>
    )
  const { hold } = entry
  // A claim and an end come before the money: then nothing is issued, paid or not.
  const pays = isUnpaid(hold) && !hold.claimOpen && hold.accepts.length > 0
  const several = basket.value.length > 1
  return (
    <div class="desk">
      <section class="stack" aria-label={t('onCounter')}>
        {basket.value.map((one) => (
          <HoldCard key={one.hold.shipmentId} entry={one} active={several && one === entry} />
        ))}
      </section>
      <section class="card panel" aria-label={t('howToIssue')}>
        {pays ? (
          <Unpaid key={hold.shipmentId} entry={entry} />
        ) : (
          <>
            {step.value === 'pin' ? <Pin entry={entry} /> : null}
            {step.value === 'identity' ? <Identity key={hold.shipmentId} /> : null}
            {step.value === 'scan' ? <p class="lead">{t(leadOf(entry.scanned.length))}</p> : null}
            <Ways entry={entry} />
          </>
        )}
        <div class="row">
          {step.value === 'scan' ? null : (
            <Button kind="secondary" small onClick={leaveWay}>
              {t('leaveWay')} <kbd>Esc</kbd>
            </Button>
          )}
          <Button kind="secondary" small onClick={putAway}>
            {t('putAway')} <kbd>F3</kbd>
          </Button>
        </div>
        <BringBack />
      </section>
    </div>
  )
}

const leadOf = (scanned: number) => (scanned === 0 ? 'leadScan' : 'leadChoose')

/** Shows that the client of before a reload is not on the counter again yet. */
function Restoring() {
  const state = restoring.value
  if (state === 'loading' || state === 'done')
    return (
      <div class="desk">
        <p class="sr" role="status">
          {t('keptLoading')}
        </p>
        <Skeleton lines={2} height="110px" />
      </div>
    )
  return (
    <div class="desk">
      <div class="stack">
        <Banner kind={state === 'offline' ? 'offline' : 'error'}>
          {t(state === 'offline' ? 'keptOffline' : 'keptFailed')}
        </Banner>
        <div class="row">
          <Button small onClick={resume}>
            {t('again')}
          </Button>
          <Button kind="secondary" small onClick={giveUp}>
            {t('putAway')}
          </Button>
        </div>
      </div>
    </div>
  )
}

/** Offers what was put away, which may have been a slip. */
function BringBack() {
  const count = asideCount()
  if (count === 0) return null
  return (
    <Button kind="secondary" small onClick={bringBack}>
      {t('bringBack', { count })}
    </Button>
  )
}
