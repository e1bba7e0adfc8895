import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { SignedOut } from '../app/SignedOut.tsx'
import { useLocale } from '../i18n/use.ts'
import { Button } from '../ui/Button.tsx'
import { Skeleton } from '../ui/bits.tsx'
import { useLazy } from '../ui/hooks.ts'
import { Screen } from '../ui/Screen.tsx'
import './courier.css'
import { placeOf } from './paths.ts'
import { RoundScreen } from './RoundScreen.tsx'
import { refreshRound, sessionEnded } from './round-state.ts'
import { StopScreen } from './stop/StopScreen.tsx'
import { load } from './texts.ts'

/** Returning to the tablet fires several events at once. */
const REFRESH_GAP_MS = 2_000

/** Reads the round when the tablet is taken out again or finds a network. */
function useFreshRound(): void {
  useEffect(() => {
    let last = Date.now()
    void refreshRound()
    const refresh = () => {
      if (document.hidden || Date.now() - last < REFRESH_GAP_MS) return
      last = Date.now()
      void refreshRound()
    }
    document.addEventListener('visibilitychange', refresh)
    addEventListener('focus', refresh)
    addEventListener('online', refresh)
    return () => {
      document.removeEventListener('visibilitychange', refresh)
      removeEventListener('focus', refresh)
      removeEventListener('online', refresh)
      // Who comes back may have a new invitation: the server says.
      sessionEnded.value = false
    }
  }, [])
}

/** The courier's room: the round, and one stop. The class keeps its style sheets to itself. */
export default function Courier() {
  return (
    <div class="courier">
      <Room />
    </div>
  )
}

function Room() {
  const texts = useLazy(load)
  useLocale()
  useFreshRound()
  const { path } = useLocation()
  // biome-ignore lint/a11y/useValidAriaRole: a role of ours, not of ARIA.
  if (sessionEnded.value) return <SignedOut role="courier" />
  // Without texts there is no word to say: a sign that means "again" in every language.
  if (texts.state === 'failed')
    return (
      <Screen title="Sesame" actions={<Button onClick={texts.retry}>↻</Button>}>
        {null}
      </Screen>
    )
  if (texts.state === 'loading')
    return (
      <Screen title="Sesame">
        <Skeleton height="118px" />
        <Skeleton lines={5} height="76px" />
      </Screen>
    )
  const place = placeOf(path)
  return place.screen === 'stop' ? (
    <StopScreen key={place.shipmentId} shipmentId={place.shipmentId} />
  ) : (
    <RoundScreen />
  )
}
