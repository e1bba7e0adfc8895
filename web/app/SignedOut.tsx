import { Button } from '../ui/Button.tsx'
import { Screen } from '../ui/Screen.tsx'
import { forget, type StaffRole } from './sessions.ts'
import { t } from './texts.ts'

/**
 * Shown by a room when the server answers 401: the session ended, was revoked, or moved to another device.
 */
export function SignedOut({ role }: { role: StaffRole }) {
  forget(role)
  return (
    <Screen
      title="Sesame"
      heading={t('signedOut')}
      lead={t('signedOutWhy')}
      actions={
        <Button kind="secondary" href="/app/">
          {t('back')}
        </Button>
      }
    >
      {null}
    </Screen>
  )
}
