import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { CourierRound, CourierStop } from '../../worker/api/stops/answers.ts'
import { nameWords } from '../../worker/domain/name.ts'
import { api } from '../api/call.ts'
import { Install } from '../app/Install.tsx'
import { day, time } from '../i18n/format.ts'
import { isQueued } from '../offline/action.ts'
import { Button } from '../ui/Button.tsx'
import { Banner, EmptyState, Skeleton } from '../ui/bits.tsx'
import { Screen } from '../ui/Screen.tsx'
import { KeepAsk } from './KeepAsk.tsx'
import { MenuDialog } from './MenuDialog.tsx'
import { OfflineBanner } from './Notices.tsx'
import { PinAsk } from './PinAsk.tsx'
import { ProgressCard } from './ProgressCard.tsx'
import { RETURN_PATH, stopPath } from './paths.ts'
import { postStop } from './post.ts'
import { RoundNotices } from './RoundNotices.tsx'
import { RoundTools } from './RoundTools.tsx'
import { refusalKey } from './refusals.ts'
import { leftWithRound } from './return/count.ts'
import { inOrder, lastUndoable, progressOf } from './round-model.ts'
import { loadedAt, loadState, refreshRound, refreshStop, round, waitingActs } from './round-state.ts'
import { here, isShown, ordered, sort, wanted } from './round-view.ts'
import { ScanParcel } from './ScanParcel.tsx'
import { StatusChip } from './StatusChip.tsx'
import { OutcomeBadge, StopLine } from './StopLine.tsx'
import { SERVER_DEPS } from './stop/visit-deps.ts'
import { t } from './texts.ts'
import { UndoBar } from './UndoBar.tsx'

/** Shows the courier's home screen: the progress of the round and its stops. */
export function RoundScreen() {
  const { route } = useLocation()
  const [menu, setMenu] = useState(false)
  // A shortcut of the installed app begins with the scanner.
  const [scanning, setScanning] = useState(() => new URLSearchParams(location.search).has('scan'))
  const [busy, setBusy] = useState(false)
  const known = round.value
  const refresh = async () => {
    setBusy(true)
    await refreshRound()
    setBusy(false)
  }
  const refreshButton = (
    <Button kind="secondary" small={Boolean(known?.stops.length)} busy={busy} onClick={refresh}>
      {t('refresh')}
    </Button>
  )
  // The scanner has no address of its own: on a change of address an iPhone asks for the camera again.
  if (scanning && known)
    return (
      <ScanParcel
        stops={known.stops}
        onStop={(stop) => route(stopPath(stop.shipmentId))}
        onBack={() => setScanning(false)}
      />
    )
  return (
    <Screen
      title={<h1 class="bar-title">{t('round', { day: today(known) })}</h1>}
      right={
        <>
          <StatusChip />
          <button type="button" class="menu" aria-label={t('menu')} onClick={() => setMenu(true)}>
            ☰
          </button>
        </>
      }
      actions={
        <div class="row">
          {known?.stops.length ? <Buttons known={known} onScan={() => setScanning(true)} /> : refreshButton}
        </div>
      }
    >
      <RoundNotices />
      {known ? <Round known={known} refresh={refreshButton} /> : <NoRound />}
      <MenuDialog open={menu} onClose={() => setMenu(false)} />
    </Screen>
  )
}

/** Returns the round's day, or today without one. Days are read as UTC, so that no time zone shifts them. */
const today = (known: CourierRound | null) => (known?.date ? day(known.date, 'UTC') : day(Date.now()))

/** Offers to scan a parcel first while stops are left, and to end the round first once all are done. */
function Buttons({ known, onScan }: { known: CourierRound; onScan: () => void }) {
  const { route } = useLocation()
  const done = progressOf(known.stops).left === 0
  return (
    <>
      <Button kind={done ? 'secondary' : 'primary'} onClick={onScan}>
        {t('scanParcel')}
      </Button>
      {leftWithRound(known.stops).length > 0 ? (
        <Button kind={done && !known.closed ? 'primary' : 'secondary'} onClick={() => route(RETURN_PATH)}>
          {t(known.closed ? 'countAgain' : 'endOfRound')}
        </Button>
      ) : null}
    </>
  )
}

function Round({ known, refresh }: { known: CourierRound; refresh: ComponentChildren }) {
  const lines = inOrder(known.stops)
  const words = nameWords(wanted.value)
  const shown = new Set(lines.filter(({ stop }) => isShown(stop, sort.value, words)))
  if (lines.length === 0) return <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>
  const { left } = progressOf(known.stops)
  const next = left > 0 ? lines[0] : undefined
  // Before the first door and after the last there is time for it; in between it waits below.
  const calm = left === 0 || left === lines.length
  const pinAsk = <PinAsk courierId={known.courier.id} />
  const waiting = new Set(waitingActs.value.map(({ group }) => group))
  return (
    <>
      <TakeBack stops={known.stops} />
      <ProgressCard stops={known.stops} />
      {calm ? pinAsk : null}
      {next && !known.closed ? null : <Banner>{t(known.closed ? 'roundClosed' : 'allDone')}</Banner>}
      <RoundTools stops={known.stops} />
      {shown.size === 0 ? <EmptyState title={t('noneFound')}>{t('noneFoundText')}</EmptyState> : null}
      <ul class="card stop-list" aria-label={t('stops')} hidden={shown.size === 0}>
        {ordered(lines, sort.value, here.value).map((line) => (
          <StopLine
            key={line.stop.shipmentId}
            {...line}
            next={line === next}
            hidden={!shown.has(line)}
            saved={waiting.has(line.stop.shipmentId)}
          />
        ))}
      </ul>
      {calm ? null : pinAsk}
      <KeepAsk />
      <Install compact />
      <div class="as-of">
        <span class="muted small">{t('refreshed', { time: time(loadedAt.value) })}</span>
        {refresh}
      </div>
    </>
  )
}

/** Offers on the home screen to take back how the last stop ended (R37). */
function TakeBack({ stops }: { stops: CourierRound['stops'] }) {
  const { route } = useLocation()
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const last = lastUndoable(stops)
  const reopen = async ({ shipmentId }: CourierStop) => {
    setBusy(true)
    const answer = await postStop(api.stops.reopen, shipmentId, {}, SERVER_DEPS.reopening(shipmentId))
    setBusy(false)
    const goesOn = isQueued(answer) || (answer.ok && answer.data.outcome === 'open')
    setMessage(goesOn ? '' : t(answer.ok ? 'errNotTaken' : refusalKey(answer.code)))
    if (!isQueued(answer)) await refreshStop(shipmentId)
    if (goesOn) route(stopPath(shipmentId))
  }
  return (
    <>
      {message ? <Banner kind="error">{message}</Banner> : null}
      {last ? (
        <UndoBar window={last.window}>
          {(time) => (
            <div class="undo-line">
              <span>
                <strong class="clamp">{last.stop.recipientName}</strong>
                <OutcomeBadge stop={last.stop} />
              </span>
              <Button small kind="secondary" busy={busy} onClick={() => void reopen(last.stop)}>
                {t('undo', { time })}
              </Button>
            </div>
          )}
        </UndoBar>
      ) : null}
    </>
  )
}

/** Shows placeholder lines before the first answer, or why there is none. */
function NoRound() {
  if (loadState.value === 'failed') return <Banner kind="error">{t('loadFailed')}</Banner>
  if (loadState.value === 'offline') return <OfflineBanner />
  return (
    <>
      <Skeleton height="118px" />
      <Skeleton lines={5} height="76px" />
    </>
  )
}
