import { useEffect, useLayoutEffect } from 'preact/hooks'
import { showUnsent } from '../app/badge.ts'
import { holdUpdate } from '../app/holds.ts'
import { SignedOut } from '../app/SignedOut.tsx'
import { knownSessions } from '../app/sessions.ts'
import { useLocale } from '../i18n/use.ts'
import { PasskeyOffer } from '../office/passkeys/PasskeyOffer.tsx'
import { SessionEnded } from '../office/use-get.ts'
import { onSignedOut, storageTrouble } from '../offline/outbox.ts'
import { Button } from '../ui/Button.tsx'
import { Banner, Skeleton } from '../ui/bits.tsx'
import { useFreshScreen } from '../ui/fresh-screen.ts'
import { useLazy, useOnline } from '../ui/hooks.ts'
import { Screen } from '../ui/Screen.tsx'
import './css/code.css'
import './css/counter.css'
import './css/desk.css'
import './css/identity.css'
import './css/print.css'
import { followAddress } from './address.ts'
import { DayRegister } from './day/DayRegister.tsx'
import { useShortcuts } from './focus.ts'
import { onGlass } from './glass.ts'
import { Holds } from './holds/Holds.tsx'
import { active, leaveWay, step } from './issue/basket.ts'
import { CodeScreen } from './issue/CodeScreen.tsx'
import { Issue } from './issue/Issue.tsx'
import { endSession, forgetPeople } from './leave.ts'
import { Menu } from './Menu.tsx'
import { Modes } from './Modes.tsx'
import { Outcomes } from './Outcomes.tsx'
import { outcome } from './outcome.ts'
import { takeKept } from './receive/before.ts'
import { followReceipts, unsentCount } from './receive/queue.ts'
import { Receive } from './receive/Receive.tsx'
import { ScanField } from './ScanField.tsx'
import { clerk, ended, loadPoint, type Mode, mode, point } from './state.ts'
import { keyBack, resume, stepBack } from './submit.ts'
import { load, t } from './texts.ts'

const VIEWS: Record<Mode, () => preact.JSX.Element> = {
  receive: Receive,
  issue: Issue,
  holds: Holds,
  day: DayRegister,
}

const end = () => {
  ended.value = true
}

/** Shows the counter of a point: receiving, issuing, holds and the day's sheet around one scan field. */
export default function Counter() {
  useLocale()
  const texts = useLazy(load)
  useLayoutEffect(() => followAddress(keyBack), [])
  useEffect(() => {
    ended.value = false
    clerk.value = knownSessions().find(({ role }) => role === 'counter')?.personId
    const stops = [
      followReceipts(),
      onSignedOut((personId) => {
        if (personId === clerk.value) ended.value = true
      }),
    ]
    void loadPoint()
    void takeKept()
    resume()
    addEventListener('online', resume)
    return () => {
      removeEventListener('online', resume)
      for (const stop of stops) stop()
      forgetPeople()
    }
  }, [])
  useEffect(() => {
    if (ended.value) endSession()
  }, [ended.value])
  // biome-ignore lint/a11y/useValidAriaRole: a role of ours, not of ARIA.
  if (ended.value) return <SignedOut role="counter" />
  // The texts failed to load, so a sign that means "again" in every language takes their place.
  if (texts.state === 'failed')
    return <Screen title="Sesame" actions={<Button onClick={texts.retry}>↻</Button>} children={null} />
  if (texts.state === 'loading')
    return (
      <Screen title="Sesame">
        <Skeleton lines={4} height="64px" />
      </Screen>
    )
  return (
    <SessionEnded.Provider value={end}>
      <Room />
    </SessionEnded.Provider>
  )
}

function Room() {
  const online = useOnline()
  useShortcuts({ Escape: stepBack })
  useFreshScreen(`${mode.value} ${step.value} ${outcome.value?.type}`)
  const View = VIEWS[mode.value]
  const coded = mode.value === 'issue' && step.value === 'pin' && onGlass() ? active.value : undefined
  const count = unsentCount.value
  const issuing = active.value !== undefined
  useEffect(() => showUnsent(count), [count])
  useEffect(() => (issuing ? holdUpdate('hand-over') : undefined), [issuing])
  useEffect(() => (count > 0 ? holdUpdate('unsent') : undefined), [count > 0])
  const trouble = count > 0 ? storageTrouble.value : null
  return (
    <div class="counter" data-code={coded !== undefined || undefined}>
      <Screen
        title={
          coded ? <span class="clamp">{coded.hold.recipientName}</span> : (point.value?.name ?? t('title'))
        }
        right={coded ? null : <Menu />}
        onBack={mode.value === 'issue' && step.value !== 'scan' && onGlass() ? leaveWay : undefined}
        wide
      >
        {coded ? null : <Modes />}
        {online ? null : (
          <Banner kind="offline">
            {t(count > 0 && mode.value !== 'receive' ? 'offlinePending' : 'offline', { count })}
          </Banner>
        )}
        {coded ? null : <PasskeyOffer room="counter" />}
        {trouble ? <Banner kind="error">{t(`storage-${trouble}`)}</Banner> : null}
        <ScanField />
        {coded ? <CodeScreen entry={coded} /> : <View />}
      </Screen>
      <Outcomes />
    </div>
  )
}
