import { Button } from '../../ui/Button.tsx'
import { Screen } from '../../ui/Screen.tsx'
import type { Dead as Why } from '../failure.ts'
import { Language } from '../parts/Language.tsx'
import { t } from '../texts.ts'

/** Nothing to show: why, and the next step. Calm, as it is mostly an old message and never the person's fault. */
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
