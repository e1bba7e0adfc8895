import { Button } from '../ui/Button.tsx'
import { Banner, Skeleton } from '../ui/bits.tsx'
import { useLazy } from '../ui/hooks.ts'
import { Shell } from './Shell.tsx'
import { load } from './texts.ts'
import './dispatch.css'

/** Shows the dispatcher's screens, everything under `/app/dispatch`. */
export default function Dispatch() {
  const texts = useLazy(load)
  if (texts.state === 'ready') return <Shell />
  return (
    <div class="screen wide" aria-busy={texts.state === 'loading'}>
      {texts.state === 'failed' ? (
        // The texts failed to load, so this message does without them.
        <Banner
          kind="error"
          action={
            <Button
              small
              kind="secondary"
              aria-label="Повторить · Réessayer · Try again"
              onClick={texts.retry}
            >
              ↻
            </Button>
          }
        >
          Нет сети · Pas de réseau · No network
        </Banner>
      ) : (
        <Skeleton lines={3} />
      )}
    </div>
  )
}
