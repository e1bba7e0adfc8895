import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { showUnsent } from '../app/badge.ts'
import { holdUpdate } from '../app/holds.ts'
import { SignedOut } from '../app/SignedOut.tsx'
import { useLocale } from '../i18n/use.ts'
import { Button } from '../ui/Button.tsx'
import { Skeleton } from '../ui/bits.tsx'
import { useLazy } from '../ui/hooks.ts'
import { Screen } from '../ui/Screen.tsx'
import { followAnswers, restoreRejected } from './answers.ts'
import './courier.css'
import { viewOf } from './paths.ts'
import { PracticeRoom } from './practice/PracticeRoom.tsx'
import { QueueScreen } from './QueueScreen.tsx'
import { RoundScreen } from './RoundScreen.tsx'
import { followClose, takeOver } from './return/kept.ts'
import { ReturnScreen } from './return/ReturnScreen.tsx'
import { load as loadReturn } from './return/texts.ts'
import { refreshRound, restoreRound, sessionEnded, waitingActs } from './round-state.ts'
import { StopScreen } from './stop/StopScreen.tsx'
import { load } from './texts.ts'

/** Taking the tablet out again fires several events at once, so reads within this time are skipped. */
const REFRESH_GAP_MS = 2_000

/** How often the round is read while nothing else makes this tablet read it: a dispatcher may send it at any time. */
const POLL_MS = 60_000

/** Reads the round whenever the tablet is taken out again or finds a network, but not during practice. */
function useFreshRound(active: boolean): void {
  useEffect(() => {
    if (!active) return
    let last = Date.now()
    const now = () => {
      last = Date.now()
      void refreshRound().then(takeOver)
    }
    // What this tablet kept is shown until the server answers, or instead of its answer.
    void restoreRound().then(restoreRejected)
    now()
    const refresh = () => {
      if (!document.hidden && Date.now() - last >= REFRESH_GAP_MS) now()
    }
    const polling = setInterval(() => {
      if (!document.hidden && navigator.onLine && Date.now() - last >= POLL_MS) now()
    }, POLL_MS)
    document.addEventListener('visibilitychange', refresh)
    addEventListener('focus', refresh)
    // A network that came back is never skipped: the read just before may have failed for want of it.
    addEventListener('online', now)
    return () => {
      clearInterval(polling)
      document.removeEventListener('visibilitychange', refresh)
      removeEventListener('focus', refresh)
      removeEventListener('online', now)
      // A courier who comes back may have a new invitation. The server decides.
      sessionEnded.value = false
    }
  }, [active])
}

/** Follows what becomes of what was done without a network, and says at the app's icon how much waits. */
function useUnsent(): void {
  const count = waitingActs.value.length
  useEffect(() => {
    const stops = [followAnswers(), followClose()]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  useEffect(() => showUnsent(count), [count])
  useEffect(() => (count > 0 ? holdUpdate('unsent') : undefined), [count > 0])
}

/** Loads the texts of return control with those of the room, as it may be needed without a network. */
const loadTexts = () => Promise.all([load(), loadReturn()])

/** Shows the courier's room: round, stop, end of the round, practice. The class scopes its style sheets. */
export default function Courier() {
  return (
    <div class="courier">
      <Room />
    </div>
  )
}

function Room() {
  const texts = useLazy(loadTexts)
  useLocale()
  const place = viewOf(useLocation().path)
  useFreshRound(place.screen !== 'practice' && place.screen !== 'guide')
  useUnsent()
  // biome-ignore lint/a11y/useValidAriaRole: a role of ours, not of ARIA.
  if (sessionEnded.value) return <SignedOut role="courier" />
  // The texts failed to load, so a sign that means "again" in every language takes their place.
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
  switch (place.screen) {
    case 'stop':
      return <StopScreen key={place.shipmentId} shipmentId={place.shipmentId} />
    case 'queue':
      return <QueueScreen />
    case 'pin':
      return <Pin />
    case 'return':
      return <ReturnScreen />
    case 'practice':
    case 'guide':
      return <PracticeRoom key={place.screen} guide={place.screen === 'guide'} />
    case 'round':
      return <RoundScreen />
  }
}

/** The PIN is chosen once, so its screen is loaded when it is. */
function Pin() {
  const pin = useLazy(() => import('./PinScreen.tsx'))
  return pin.state === 'ready' ? <pin.value.PinScreen /> : <Screen title="Sesame">{null}</Screen>
}
