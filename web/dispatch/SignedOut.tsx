import { useEffect } from 'preact/hooks'
import { SignedOut as NextShift } from '../app/SignedOut.tsx'
import { forget } from '../app/sessions.ts'
import { devicePeople } from '../device/people.ts'
import { Button } from '../ui/Button.tsx'
import { Screen } from '../ui/Screen.tsx'
import { t } from './texts.ts'

/** Shows how to get a session. There is nothing to type in. */
export function SignedOut({ how }: { how: 'ended' | 'done' }) {
  useEffect(() => forget('dispatcher'), [])
  // Whoever has worked here opens the next shift by a passkey.
  if (devicePeople().some(({ role }) => role === 'dispatcher')) {
    // biome-ignore lint/a11y/useValidAriaRole: a role of ours, not of ARIA.
    return <NextShift role="dispatcher" />
  }
  return (
    <Screen
      title={`Sesame · ${t('title')}`}
      heading={t('out.title')}
      lead={t(`out.${how}`)}
      actions={
        <Button kind="secondary" href="/app/">
          {t('out.back')}
        </Button>
      }
    >
      <p class="card">{t('out.how')}</p>
    </Screen>
  )
}
