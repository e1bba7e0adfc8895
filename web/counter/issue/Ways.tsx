import { Button } from '../../ui/Button.tsx'
import { documentWaits, type HoldEntry } from '../entry.ts'
import { useShortcuts } from '../focus.ts'
import { busy, say } from '../state.ts'
import { t } from '../texts.ts'
import { step } from './basket.ts'
import { issueByLink } from './issue.ts'

/** Opens a way of issuing, but never before a parcel was scanned. */
function choose(entry: HoldEntry, way: 'pin' | 'identity' | 'link'): void {
  if (entry.scanned.length === 0) say('warn', 'scanEach')
  else if (way === 'link') void issueByLink()
  else step.value = way
  if (entry.scanned.length === 0 || way !== 'identity') return
  // The form exists after the next frame. Its first input then takes the focus, for keyboard users.
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>('.identity input')?.focus())
}

/** Shows the ways in which this hold may be issued now, each with its key. */
export function Ways({ entry }: { entry: HoldEntry }) {
  const { accepts, claimOpen } = entry.hold
  const can = (way: HoldEntry['hold']['accepts'][number]) => accepts.includes(way) && !claimOpen
  const pin = can('pin') ? () => choose(entry, 'pin') : undefined
  const waits = can('identity') ? documentWaits(entry) : null
  const identity = can('identity') && waits === null ? () => choose(entry, 'identity') : undefined
  const link = can('link') && !busy.value ? () => choose(entry, 'link') : undefined
  useShortcuts({ F6: pin, F7: identity, F10: link })
  if (claimOpen) return <p class="none">{t('claimText')}</p>
  if (accepts.length === 0)
    return <p class="none">{t(entry.hold.toReturn ? 'onlyReturn' : 'nothingAccepted')}</p>
  return (
    <div class="ways">
      {accepts.includes('qr') && step.value !== 'identity' ? <p class="muted">{t('qrHint')}</p> : null}
      {!accepts.includes('pin') && !accepts.includes('qr') && entry.hold.secured && step.value !== 'pin' ? (
        <p class="muted">{t('noCodes')}</p>
      ) : null}
      {waits ? <p class="none">{t(`why-${waits}`)}</p> : null}
      <div class="row">
        {pin && step.value !== 'pin' ? (
          <Button kind="secondary" onClick={pin}>
            {t('byPin')} <kbd>F6</kbd>
          </Button>
        ) : null}
        {identity && step.value !== 'identity' ? (
          <Button kind="secondary" onClick={identity}>
            {t('byIdentity')} <kbd>F7</kbd>
          </Button>
        ) : null}
        {link ? (
          <Button kind="secondary" busy={busy.value} onClick={link}>
            {t('byLink')} <kbd>F10</kbd>
          </Button>
        ) : null}
      </div>
    </div>
  )
}
