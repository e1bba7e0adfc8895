import { useContext } from 'preact/hooks'
import { LocationProvider } from 'preact-iso'
import { Button } from '../ui/Button.tsx'
import { Banner, Skeleton } from '../ui/bits.tsx'
import { useLazy } from '../ui/hooks.ts'
import { Shell } from './Shell.tsx'
import { load, t } from './texts.ts'
import './dispatch.css'

/** The dispatcher's screens, under `/app/dispatch/*`. */
export default function Dispatch() {
  const outer = useContext(LocationProvider.ctx) as { url?: string }
  const texts = useLazy(load)
  if (texts.state === 'failed') return <Unloaded onRetry={texts.retry} />
  if (texts.state === 'loading')
    return (
      <div class="screen wide" aria-busy="true">
        <Skeleton lines={3} />
      </div>
    )
  // Two providers would both push every click on the history.
  return outer.url ? (
    <Shell />
  ) : (
    <LocationProvider>
      <Shell />
    </LocationProvider>
  )
}

/** The texts themselves did not arrive, so this says it without them. */
function Unloaded({ onRetry }: { onRetry: () => void }) {
  return (
    <div class="screen wide">
      <Banner
        kind="error"
        action={
          <Button small kind="secondary" onClick={onRetry}>
            {t('retry') || '↻'}
          </Button>
        }
      >
        Нет сети · Pas de réseau · No network
      </Banner>
    </div>
  )
}
