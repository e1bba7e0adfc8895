import { useState } from 'preact/hooks'
import type { PersonLine } from '../../../worker/api/people/answers.ts'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { Button } from '../../ui/Button.tsx'
import { Confirm } from '../parts.tsx'
import { presenceOf } from './presence.ts'
import { t } from './texts.ts'

/**
 * Ends all sessions of a person at once, as for a stolen or lost tablet, together with every invitation still
 * open. For somebody who never signed in it withdraws the invitation. `onDone` gets what happened, in words.
 */
export function SignOut({ person, onDone }: { person: PersonLine; onDone: (said: string) => void }) {
  const [asked, setAsked] = useState(false)
  const { send, busy, failure } = useSend()
  const presence = presenceOf(person, Date.now())
  // There is nothing left to end.
  if (presence === 'lapsed') return null
  const { name } = person
  const invited = presence === 'invited'
  const signOut = async () => {
    const answer = await send(api.people.revoke, { id: person.id }, {})
    if (!answer?.ok) return
    setAsked(false)
    onDone(t(invited ? 'withdrawn' : 'signedOut', { name }))
  }
  const word = t(invited ? 'withdraw' : 'signOut')
  return (
    <>
      <Button
        small
        kind="secondary"
        aria-label={invited ? `${word}: ${name}` : t('signOutName', { name })}
        onClick={() => setAsked(true)}
      >
        {word}
      </Button>
      <Confirm
        open={asked}
        danger
        title={t(invited ? 'withdrawTitle' : 'signOutTitle', { name })}
        yes={word}
        busy={busy}
        failure={failure}
        onYes={() => void signOut()}
        onClose={() => setAsked(false)}
      >
        <p>{t(invited ? 'withdrawText' : 'signOutText')}</p>
      </Confirm>
    </>
  )
}
