import type { Failure } from '../api/call.ts'
import { Button } from '../ui/Button.tsx'
import { Banner } from '../ui/bits.tsx'
import { refusalWords } from './refusals.ts'
import { t } from './texts.ts'

/** Shows that something could not be read, and offers to try again. */
export function Failed({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  return (
    <Banner
      kind="error"
      action={
        <Button small kind="secondary" onClick={onRetry}>
          {t('again')}
        </Button>
      }
    >
      {failure.code === 'offline' ? t('unread') : refusalWords(failure.code)}
    </Banner>
  )
}
