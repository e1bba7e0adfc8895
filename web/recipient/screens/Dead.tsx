import { Button } from '../../ui/Button.tsx'
import { useLazy } from '../../ui/hooks.ts'
import { Screen } from '../../ui/Screen.tsx'
import type { DeadLink } from '../failure.ts'
import { Language } from '../parts/Language.tsx'
import { t } from '../texts.ts'
import { loadScreens } from './load-screens.ts'
import { Opening } from './Opening.tsx'

interface Props extends DeadLink {
  onRetry?: () => void
}

/**
 * Shows why there is nothing to show, and the next step. What a lack of network causes is said without
 * another download.
 */
export function Dead({ why, ask, onRetry }: Props) {
  if (why !== 'offline' && why !== 'down') return <Lasting why={why} ask={ask} />
  return (
    <Screen
      title="Sesame"
      right={<Language />}
      heading={t(`dead.${why}`)}
      lead={t(`dead.${why}.text`)}
      actions={onRetry ? <Button onClick={onRetry}>{t('again')}</Button> : null}
    >
      {null}
    </Screen>
  )
}

function Lasting(props: DeadLink) {
  const later = useLazy(loadScreens)
  if (later.state === 'loading') return <Opening />
  if (later.state === 'failed') return <Dead why="offline" ask={{}} onRetry={later.retry} />
  const { Ended } = later.value
  return <Ended {...props} />
}
