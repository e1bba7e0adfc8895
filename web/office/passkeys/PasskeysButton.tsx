import { useState } from 'preact/hooks'
import { inline } from '../../i18n/texts.ts'
import { Button } from '../../ui/Button.tsx'
import { useLazy } from '../../ui/hooks.ts'
import './in-room.css'

const word = inline({
  en: { passkeys: 'Passkeys' },
  fr: { passkeys: 'Clés d’accès' },
  ru: { passkeys: 'Ключи доступа' },
})

/** Loads the dialog with its texts. */
const parts = async () => {
  const [dialog, { load }] = await Promise.all([import('./Passkeys.tsx'), import('./texts.ts')])
  await load()
  return dialog
}

/** Shows the dialog of passkeys while it is open, which is loaded with the first. */
export function PasskeysDialog({ onClose }: { onClose: () => void }) {
  const dialog = useLazy(parts)
  return dialog.state === 'ready' ? <dialog.value.default open onClose={onClose} /> : null
}

/** Opens one's own passkeys from the menu of a room. */
export function PasskeysButton({ small = false }: { small?: boolean }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        small={small}
        kind="secondary"
        class="passkeys-button"
        aria-label={word('passkeys')}
        onClick={() => setOpen(true)}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="8" cy="8" r="5" />
          <path d="m12 12 9 9m-5-5 3-3" />
        </svg>
        <span>{word('passkeys')}</span>
      </Button>
      {open ? <PasskeysDialog onClose={() => setOpen(false)} /> : null}
    </>
  )
}
