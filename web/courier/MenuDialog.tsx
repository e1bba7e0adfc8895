import { useState } from 'preact/hooks'
import { signOut } from '../app/sessions.ts'
import { Button } from '../ui/Button.tsx'
import { Banner } from '../ui/bits.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { LanguageChoice } from '../ui/LanguageChoice.tsx'
import { courierHere } from './PinAsk.tsx'
import { PIN_PATH, PRACTICE_PATH, QUEUE_PATH } from './paths.ts'
import { endedHere, round, waitingActs } from './round-state.ts'
import { t } from './texts.ts'

/** Shows language, practice, PIN and sign-out, which takes a second tap, as coming back needs a PIN or an invitation. */
export function MenuDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const unsent = waitingActs.value.length
  const person = courierHere(round.value?.courier.id)
  const close = () => {
    setAsked(false)
    setError('')
    onClose()
  }
  const leave = async () => {
    setBusy(true)
    const ended = await signOut('courier')
    setBusy(false)
    if (ended) endedHere()
    else setError(t('signOutFailed'))
  }
  return (
    <Dialog open={open} title={round.value?.courier.name ?? t('menu')} onClose={close}>
      {asked ? (
        <>
          {unsent > 0 ? <Banner kind="offline">{t('signOutUnsent', { count: unsent })}</Banner> : null}
          <p>{t(person?.hasPin ? 'signOutPin' : 'signOutWhy')}</p>
          <p class="error" role="alert">
            {error}
          </p>
          <Button kind="danger" busy={busy} onClick={leave}>
            {t('signOut')}
          </Button>
          <Button kind="secondary" onClick={() => setAsked(false)}>
            {t('cancel')}
          </Button>
        </>
      ) : (
        <>
          <LanguageChoice label={t('language')} />
          {unsent > 0 ? (
            <Button kind="secondary" href={QUEUE_PATH}>
              {t('notSent')} · {unsent}
            </Button>
          ) : null}
          <Button kind="secondary" href={PRACTICE_PATH}>
            {t('practice')}
          </Button>
          {person ? (
            <Button kind="secondary" href={PIN_PATH}>
              {t(person.hasPin ? 'pinChange' : 'pinAskYes')}
            </Button>
          ) : null}
          <Button kind="secondary" onClick={() => setAsked(true)}>
            {t('signOut')}
          </Button>
        </>
      )}
    </Dialog>
  )
}
