import { Button } from '../../ui/Button.tsx'
import { Screen } from '../../ui/Screen.tsx'
import type { DeadReason as Why } from '../failure.ts'
import { Language } from '../parts/Language.tsx'
import { t } from '../texts.ts'

/**
 * Shows why there is nothing to show, and the next step. It is calm, as mostly the message is old and the
 * person did nothing wrong.
 */
export function Dead({ why, onRetry }: { why: Why; onRetry?: () => void }) {
  const passing = why === 'offline' || why === 'down'
  return (
    <Screen
      title="Sesame"
      right={<Language />}
      heading={t(`dead.${why}`)}
      lead={t(`dead.${why}.text`)}
      actions={passing && onRetry ? <Button onClick={onRetry}>{t('again')}</Button> : null}
    >
      {null}
    </Screen>
  )
}
