import { useLocation } from 'preact-iso'
import { Button } from '../../ui/Button.tsx'
import { Banner, Skeleton } from '../../ui/bits.tsx'
import { useLazy } from '../../ui/hooks.ts'
import { Screen } from '../../ui/Screen.tsx'
import { ROUND_PATH } from '../paths.ts'
import { endedHere } from '../round-state.ts'
import { t } from '../texts.ts'

/**
 * Loads practice, or the papers beside it, with the rules they need, so that only those who practise download
 * them.
 */
export function PracticeRoom({ guide = false }: { guide?: boolean }) {
  const { route } = useLocation()
  const part = useLazy(() => import('./parts.ts'))
  if (part.state === 'ready' && guide) return <part.value.GuideScreen onEnded={endedHere} />
  if (part.state === 'ready') return <part.value.Practice onEnd={() => route(ROUND_PATH, true)} />
  return (
    <Screen title={t('practice')} onBack={() => route(ROUND_PATH, true)}>
      {part.state === 'failed' ? (
        <Banner
          kind="error"
          action={
            <Button small kind="secondary" onClick={part.retry}>
              {t('again')}
            </Button>
          }
        >
          {t('practiceFailed')}
        </Banner>
      ) : (
        <Skeleton lines={3} height="120px" />
      )}
    </Screen>
  )
}
