import { useEffect, useState } from 'preact/hooks'
import { Button } from '../ui/Button.tsx'
import { Banner } from '../ui/bits.tsx'
import { useFreshScreen } from '../ui/fresh-screen.ts'
import { isHeld } from './holds.ts'
import { t } from './texts.ts'
import { applyUpdate, onUpdate, updatePrompt } from './update.ts'

const WORDS = { ready: 'update', needed: 'updateNeeded', 'needed-later': 'updateLater' } as const

/** Renders again when what is known of updates changes. */
export function useUpdatePrompt() {
  const [, render] = useState({})
  useEffect(() => {
    const stop = onUpdate(() => render({}))
    // Something may have become known since the first rendering.
    render({})
    return stop
  }, [])
  return updatePrompt()
}

/**
 * Offers a new version at the top of whatever the screen shows. Where something waits to be sent, a tap is first answered
 * with what becomes of it, and asked about: said from the start it would cover half of a small screen.
 */
export function UpdatePrompt() {
  const prompt = useUpdatePrompt()
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const unsent = isHeld('unsent') && prompt !== 'needed-later'
  const asks = asked && unsent
  useFreshScreen(asks)
  if (prompt === 'none') return null
  const apply = async () => {
    setBusy(true)
    setBusy(await applyUpdate())
  }
  const update = (
    <Button small busy={busy} onClick={() => (unsent && !asks ? setAsked(true) : void apply())}>
      {t('updateNow')}
    </Button>
  )
  return (
    <div class="update stack">
      <Banner action={prompt === 'needed-later' || asks ? null : update}>
        {asks ? `${t('updateUnsent')} ${t('updateAsk')}` : t(WORDS[prompt])}
      </Banner>
      {asks ? (
        <div class="row">
          <Button small kind="secondary" onClick={() => setAsked(false)}>
            {t('later')}
          </Button>
          {update}
        </div>
      ) : null}
    </div>
  )
}
