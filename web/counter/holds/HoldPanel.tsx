import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../../ui/Button.tsx'
import { Badge } from '../../ui/bits.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { daysLeft } from '../days.ts'
import {
  documentWaits,
  type HoldEntry,
  issuable,
  onShelf,
  sameRecipient,
  shelvesOf,
  unscanned,
  withScan,
} from '../entry.ts'
import { putAway } from '../issue/aside.ts'
import { basket, putEntry } from '../issue/basket.ts'
import { UnpaidBadge } from '../issue/Unpaid.tsx'
import { useUntilPaid } from '../issue/until-paid.ts'
import { busy, say } from '../state.ts'
import { turnTo } from '../submit.ts'
import { t } from '../texts.ts'
import { carryOut, extend } from './act.ts'
import { begun, closeHold, opened, task } from './list.ts'
import { TaskPanel } from './TaskPanel.tsx'

/** Shows one hold beside the list and what may be done with it. Issuing is not possible by look-up. */
export function HoldPanel({ entry }: { entry: HoldEntry }) {
  const { hold } = entry
  const [asking, setAsking] = useState<'extend' | 'refuse' | 'return' | null>(null)
  const panel = useRef<HTMLElement>(null)
  useUntilPaid(entry, (now) => {
    if (opened.value?.hold.shipmentId === now.shipmentId) opened.value = { ...opened.value, hold: now }
  })
  // In one column the panel stands above a list that may be scrolled far.
  useEffect(() => panel.current?.scrollIntoView({ block: 'nearest' }), [hold.shipmentId])
  const left = daysLeft(hold.until, hold.point.zone)
  const shelf = shelvesOf(hold)
  const doing = task.value
  const run = async () => {
    await (asking === 'extend' ? extend() : asking && carryOut(asking))
    setAsking(null)
  }
  const issue = () => {
    // Another client's parcels are put away and can be brought back; the same client's stay.
    if (!basket.value.every((one) => one.scanned.length > 0 && sameRecipient(one.hold, hold))) putAway()
    const there = basket.value.find((one) => one.hold.shipmentId === hold.shipmentId)
    putEntry(there ? withScan(there, hold) : entry)
    turnTo('issue')
    if (entry.scanned.length === 0) say('warn', 'scanEach')
  }
  const start = (what: 'refuse' | 'return') => {
    if (begun.value !== what) opened.value = unscanned(entry)
    begun.value = what
    task.value = what
  }
  const acts = !hold.claimOpen
  const waits = documentWaits(entry)
  return (
    <section class="card panel" ref={panel} aria-label={hold.waybill}>
      <header class="stack">
        <h2>{hold.recipientName || hold.waybill}</h2>
        <p class="muted">{[hold.waybill, shelf && t('shelfIs', { shelf })].filter(Boolean).join(' · ')}</p>
        <p class="row marks">
          {left ? <Badge tone={left.tone}>{left.text}</Badge> : null}
          {hold.extended ? <Badge>{t('isExtended')}</Badge> : null}
          <UnpaidBadge hold={hold} />
          {hold.claimOpen ? <Badge tone="bad">{t('claimOpen')}</Badge> : null}
          {hold.toReturn ? <Badge tone="bad">{t('toReturn')}</Badge> : null}
          {waits ? <Badge tone="warn">{t(`mark-${waits}`)}</Badge> : null}
        </p>
      </header>
      {doing ? (
        <TaskPanel entry={entry} task={doing} onConfirm={() => setAsking(doing)} />
      ) : (
        <>
          <ul class="chips" aria-label={t('parcels')}>
            {hold.parcels.map(({ label, place, toSender }, index) => (
              <li key={index}>
                <span>{label ?? t('notYetHere')}</span>
                <span class="small muted">
                  {t(toSender && place === 'point' ? 'at-returning' : `at-${place}`)}
                </span>
              </li>
            ))}
          </ul>
          {hold.claimOpen ? <p class="none">{t('claimText')}</p> : null}
          {waits && !hold.claimOpen ? <p class="none">{t(`why-${waits}`)}</p> : null}
          <div class="stack">
            {acts && issuable(hold).length > 0 ? <Button onClick={issue}>{t('toIssue')}</Button> : null}
            {acts && issuable(hold).length > 0 && !hold.extended ? (
              <Button kind="secondary" onClick={() => setAsking('extend')}>
                {t('extend')}
              </Button>
            ) : null}
            {acts && issuable(hold).length > 0 ? (
              <Button kind="secondary" onClick={() => start('refuse')}>
                {t('refuse')}
              </Button>
            ) : null}
            {acts && onShelf(hold).length > 0 ? (
              <Button kind="danger" onClick={() => start('return')}>
                {t('return')}
              </Button>
            ) : null}
            <Button kind="secondary" small onClick={closeHold}>
              {t('close')} <kbd>Esc</kbd>
            </Button>
          </div>
        </>
      )}
      <Dialog open={asking !== null} title={t(`ask-${asking ?? 'extend'}`)} onClose={() => setAsking(null)}>
        <p>{t(`follows-${asking ?? 'extend'}`)}</p>
        <Button
          kind={asking === 'extend' ? 'primary' : 'danger'}
          busy={busy.value}
          onClick={() => void run()}
        >
          {t(`yes-${asking ?? 'extend'}`)}
        </Button>
        <Button kind="secondary" onClick={() => setAsking(null)}>
          {t('cancel')}
        </Button>
      </Dialog>
    </section>
  )
}
