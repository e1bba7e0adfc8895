import { Badge } from '../../ui/bits.tsx'
import { daysLeft } from '../days.ts'
import { type HoldEntry, issuable, shelvesOf } from '../entry.ts'
import { t } from '../texts.ts'
import { activate, basket, unscan } from './basket.ts'
import { UnpaidBadge } from './Unpaid.tsx'

/** Shows a hold on the counter: for whom, until when, where it is, and which of its parcels were scanned. */
export function HoldCard({ entry, active }: { entry: HoldEntry; active: boolean }) {
  const { hold, scanned } = entry
  const all = issuable(hold)
  const shelf = shelvesOf(hold)
  const left = daysLeft(hold.until, hold.point.zone)
  const facts = [hold.waybill, shelf && t('shelfIs', { shelf }), hold.phoneTail && `…\u00a0${hold.phoneTail}`]
  return (
    <article class="card hold-card" data-active={active || undefined}>
      <header>
        <h2>{hold.recipientName || hold.waybill}</h2>
        <Badge tone={scanned.length === 0 ? 'neutral' : scanned.length < all.length ? 'warn' : 'good'}>
          {t('scannedOf', { count: scanned.length, of: all.length })}
        </Badge>
      </header>
      <p class="muted">{facts.filter(Boolean).join(' · ')}</p>
      <p class="row marks">
        {left ? <Badge tone={left.tone}>{left.text}</Badge> : null}
        <UnpaidBadge hold={hold} />
        {hold.claimOpen ? <Badge tone="bad">{t('claimOpen')}</Badge> : null}
        {hold.phoneFinished ? <Badge tone="accent">{t('phoneFinished')}</Badge> : null}
        {hold.toReturn ? <Badge tone="bad">{t('toReturn')}</Badge> : null}
        {hold.suspended ? <Badge tone="warn">{t('mark-suspended')}</Badge> : null}
      </p>
      <ul class="chips" aria-label={t('parcelsHere')}>
        {all.map(({ label, scanned: isScanned, undeclared }, index) => {
          return (
            <li key={index} data-scanned={isScanned || undefined}>
              <span class="mark" aria-hidden="true">
                {isScanned ? '✓' : '○'}
              </span>
              <span>
                {label}
                <span class="sr">{t(isScanned ? 'isScanned' : 'notScanned')}</span>
                {undeclared ? <span class="small muted"> {t('mark-undeclared')}</span> : null}
              </span>
              {isScanned && label !== null ? (
                <button
                  type="button"
                  aria-label={t('unscan', { label })}
                  onClick={() => unscan(hold.shipmentId, label)}
                >
                  ×
                </button>
              ) : null}
            </li>
          )
        })}
      </ul>
      {scanned.length > 0 && scanned.length < all.length ? (
        <p class="partial">{t('partial', { count: scanned.length, of: all.length })}</p>
      ) : null}
      {active || basket.value.length < 2 ? null : (
        <button type="button" class="turn" onClick={() => activate(entry)}>
          {t('turnTo', { waybill: hold.waybill })}
        </button>
      )}
    </article>
  )
}
