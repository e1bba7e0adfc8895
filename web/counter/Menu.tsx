import { useState } from 'preact/hooks'
import { signOut } from '../app/sessions.ts'
import { PasskeysButton } from '../office/passkeys/PasskeysButton.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { LanguageChoice } from '../ui/LanguageChoice.tsx'
import { leave } from './leave.ts'
import { unsentCount } from './receive/queue.ts'
import { point } from './state.ts'
import { t } from './texts.ts'

/** Shows language and sign-out. Signing out takes a second press, as coming back needs a new invitation. */
export function Menu() {
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const pending = unsentCount.value
  const close = () => {
    setAsked(false)
    setError('')
    setOpen(false)
  }
  const out = async () => {
    setBusy(true)
    const done = await signOut('counter')
    setBusy(false)
    if (done) leave()
    else setError(t('signOutFailed'))
  }
  return (
    <>
      <Button small kind="secondary" onClick={() => setOpen(true)}>
        {t('menu')}
      </Button>
      <Dialog open={open} title={point.value?.name ?? t('menu')} onClose={close}>
        {asked ? (
          <>
            <p>{t('signOutWhy')}</p>
            {pending > 0 ? <p class="few">{t('signOutPending', { count: pending })}</p> : null}
            <p class="error" role="alert">
              {error}
            </p>
            <Button kind="danger" busy={busy} onClick={() => void out()}>
              {t('signOut')}
            </Button>
            <Button kind="secondary" onClick={() => setAsked(false)}>
              {t('cancel')}
            </Button>
          </>
        ) : (
          <>
            <LanguageChoice label={t('language')} />
            <PasskeysButton />
            <Button kind="secondary" onClick={() => setAsked(true)}>
              {t('signOut')}
            </Button>
          </>
        )}
      </Dialog>
    </>
  )
}
