import { useState } from 'preact/hooks'
import type { PersonLine } from '../../../worker/wire/views.ts'
import { Button } from '../../ui/Button.tsx'
import { Confirm } from '../parts.tsx'
import { useSend } from '../use-send.ts'
import { t } from './texts.ts'

/** Ends all sessions of a person at once: for a stolen or lost tablet. */
export function SignOut({ person, onDone }: { person: PersonLine; onDone: (name: string) => void }) {
  const [asked, setAsked] = useState(false)
  const { send, busy, failure } = useSend()
  const signOut = async () => {
    const answer = await send('POST', `/api/people/${encodeURIComponent(person.id)}/revoke`, {})
    if (!answer?.ok) return
    setAsked(false)
    onDone(person.name)
  }
  return (
    <>
      <Button
        small
        kind="secondary"
        aria-label={t('signOutName', { name: person.name })}
        onClick={() => setAsked(true)}
      >
        {t('signOut')}
      </Button>
      <Confirm
        open={asked}
        danger
        title={t('signOutTitle', { name: person.name })}
        yes={t('signOut')}
        busy={busy}
        failure={failure}
        onYes={() => void signOut()}
        onClose={() => setAsked(false)}
      >
        <p>{t('signOutText')}</p>
      </Confirm>
    </>
  )
}
