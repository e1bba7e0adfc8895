import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { SignedOut } from '../app/SignedOut.tsx'
import { useLocale } from '../i18n/use.ts'
import { Button } from '../ui/Button.tsx'
import { Skeleton } from '../ui/bits.tsx'
import { useLazy } from '../ui/hooks.ts'
import { Screen } from '../ui/Screen.tsx'
import './courier.css'
import { viewOf } from './paths.ts'
import { PracticeRoom } from './practice/PracticeRoom.tsx'
import { RoundScreen } from './RoundScreen.tsx'
import { sendKept, waits } from './return/kept.ts'
import { ReturnScreen } from './return/ReturnScreen.tsx'
import { load as loadReturn } from './return/texts.ts'
import { loadState, refreshRound, sessionEnded } from './round-state.ts'
import { StopScreen } from './stop/StopScreen.tsx'
import { load } from './texts.ts'

/** Taking the tablet out again fires several events at once, so reads within this time are skipped. */
const REFRESH_GAP_MS = 2_000

/** How often a count that waits for a network is retried automatically. */
const RESEND_GAP_MS = 20_000

/** Reads the round, then sends a waiting count if it belongs to the courier who is now signed in. */
async function catchUp(): Promise<void> {
  await refreshRound()
  if (loadState.value === 'ready') await sendKept()
}

/** Reads the round whenever the tablet is taken out again or finds a network, but not during practice. */
function useFreshRound(active: boolean): void {
  useEffect(() => {
    if (!active) return
    let last = Date.now()
    void catchUp()
    const now = () => {
      last = Date.now()
      void catchUp()
    }
    const refresh = () => {
      if (!document.hidden && Date.now() - last >= REFRESH_GAP_MS) now()
    }
    const resend = setInterval(() => waits() && refresh(), RESEND_GAP_MS)
    document.addEventListener('visibilitychange', refresh)
    addEventListener('focus', refresh)
    // A network that came back is never skipped: the read just before may have failed for want of it.
    addEventListener('online', now)
    return () => {
      clearInterval(resend)
      document.removeEventListener('visibilitychange', refresh)
      removeEventListener('focus', refresh)
      removeEventListener('online', now)
      // A courier who comes back may have a new invitation. The server decides.
      sessionEnded.value = false
    }
  }, [active])
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
    case 'return':
      return <ReturnScreen />
    case 'practice':
    case 'guide':
      return <PracticeRoom key={place.screen} guide={place.screen === 'guide'} />
    case 'round':
      return <RoundScreen />
  }
}
