import { useEffect, useState } from 'preact/hooks'
import { Button } from '../ui/Button.tsx'
import { install, installState, onInstall } from './install.ts'
import { t } from './texts.ts'

/**
 * Offers to install the app where the browser can, and explains how on an iPhone. Shows nothing otherwise.
 */
export function Install() {
  const [state, setState] = useState(installState)
  useEffect(() => onInstall(() => setState(installState())), [])
  if (state === 'none') return null
  return (
    <section class="card stack">
      <h2>{t('install')}</h2>
      <p class="muted">{state === 'ios' ? t('installIos') : t('installWhy')}</p>
      {state === 'offered' ? (
        <Button kind="secondary" onClick={() => void install()}>
          {t('install')}
        </Button>
      ) : null}
    </section>
  )
}
