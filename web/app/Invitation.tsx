import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { keepDeviceName } from '../device/people.ts'
import { Button } from '../ui/Button.tsx'
import { Banner } from '../ui/bits.tsx'
import { Field } from '../ui/Field.tsx'
import { Screen } from '../ui/Screen.tsx'
import { proposedName } from './device-name.ts'
import { roomOf } from './rooms.ts'
import { readInvitation, signIn } from './sign-in.ts'
import { t } from './texts.ts'

/**
 * Greets an invited person. Only a tap exchanges the invitation, because messengers open links to show a
 * preview. The fragment stays until then, so that "open in the browser" still works.
 */
export function Invitation({ token, onDone }: { token: string; onDone: () => void }) {
  const { route } = useLocation()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const [device, setDevice] = useState(() => proposedName())
  const { role, name } = readInvitation(token)
  const homeless = role && !roomOf(role)

  const enter = async () => {
    setBusy(true)
    setError('')
    const called = device.trim() || proposedName()
    keepDeviceName(called)
    const answer = await signIn(token, called)
    setBusy(false)
    if (answer.ok) {
      // An exchanged invitation is worthless, but it need not stay in the history.
      const room = answer.data.role === 'recipient' ? undefined : roomOf(answer.data.role)
      route(room?.path ?? '/app/', true)
      return onDone()
    }
    if (answer.code === 'offline') setError(t('offline'))
    // The one thing that a form can be wrong about: this browser makes or keeps no key.
    else if (answer.status === 400) setError(t('noKeys'))
    else setError(answer.status === 429 || answer.status >= 500 ? t('failed') : t('expired'))
  }

  const what = role ? t(role) : 'Sesame'
  return (
    <Screen
      title="Sesame"
      heading={name ? t('invitedName', { name, role: what }) : t('invited', { role: what })}
      lead={homeless ? t('noRoom') : t('invitedWhy')}
      top={error ? <Banner kind="error">{error}</Banner> : null}
      actions={
        homeless ? null : (
          <Button onClick={enter} busy={busy}>
            {t('signIn')}
          </Button>
        )
      }
    >
      {homeless ? null : (
        <Field
          label={t('deviceName')}
          hint={t('deviceNameWhy')}
          value={device}
          onInput={setDevice}
          input={{ maxLength: 60, autoComplete: 'off' }}
        />
      )}
    </Screen>
  )
}
