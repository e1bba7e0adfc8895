import { useCallback, useState } from 'preact/hooks'
import { SignedOut } from '../app/SignedOut.tsx'
import { useLocale } from '../i18n/use.ts'
import { SessionEnded } from '../office/use-get.ts'
import { Button } from '../ui/Button.tsx'
import { Banner, Skeleton } from '../ui/bits.tsx'
import { useLazy } from '../ui/hooks.ts'
import { Screen } from '../ui/Screen.tsx'
import './depot.css'
import { Frame } from './Frame.tsx'
import { load } from './texts.ts'

/** Shows the depot, where returned parcels are received, counted by round, and sent out again or back. */
export default function Depot() {
  useLocale()
  const texts = useLazy(load)
  const [out, setOut] = useState(false)
  const end = useCallback(() => setOut(true), [])
  // biome-ignore lint/a11y/useValidAriaRole: a role of ours, not of ARIA.
  if (out) return <SignedOut role="depot" />
  if (texts.state === 'failed')
    return (
      <Screen title="Sesame" actions={<Button onClick={texts.retry}>↻</Button>}>
        {/* The texts failed to load, so this message does without them. */}
        <Banner kind="error">Нет сети · Pas de réseau · No network</Banner>
      </Screen>
    )
  if (texts.state === 'loading')
    return (
      <Screen title="Sesame">
        <Skeleton lines={3} height="64px" />
      </Screen>
    )
  return (
    <SessionEnded.Provider value={end}>
      <Frame onSignedOut={end} />
    </SessionEnded.Provider>
  )
}
