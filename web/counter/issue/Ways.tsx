import { Button } from '../../ui/Button.tsx'
import { documentWaits, type HoldEntry } from '../entry.ts'
import { useShortcuts } from '../focus.ts'
import { onGlass } from '../glass.ts'
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
  const asked = step.value
  const keypad = onGlass() && asked === 'pin'
  // On a touch screen one tap leads to the keypad as soon as a parcel was scanned.
  const first = onGlass() && asked === 'scan' && entry.scanned.length > 0
  return (
    <div class="ways">
      {keypad ? null : <Hints entry={entry} waits={waits} />}
      <div class="row">
        {pin && asked !== 'pin' ? (
          <Button kind={first ? 'primary' : 'secondary'} onClick={pin}>
            {t('byPin')} <kbd>F6</kbd>
          </Button>
        ) : null}
        {identity && asked !== 'identity' ? (
          <Button kind="secondary" small={keypad} onClick={identity}>
            {t('byIdentity')} <kbd>F7</kbd>
          </Button>
        ) : null}
        {link ? (
          <Button kind="secondary" small={keypad} busy={busy.value} onClick={link}>
            {t('byLink')} <kbd>F10</kbd>
          </Button>
        ) : null}
      </div>
    </div>
  )
}

function Hints({ entry: { hold }, waits }: { entry: HoldEntry; waits: ReturnType<typeof documentWaits> }) {
  const { accepts, secured } = hold
  const codes = accepts.includes('pin') || accepts.includes('qr')
  return (
    <>
      {accepts.includes('qr') && step.value !== 'identity' ? <p class="muted">{t('qrHint')}</p> : null}
      {!codes && secured && step.value !== 'pin' ? <p class="muted">{t('noCodes')}</p> : null}
      {waits ? <p class="none">{t(`why-${waits}`)}</p> : null}
    </>
  )
}
