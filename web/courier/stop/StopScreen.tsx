import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { LiveMessage } from '../../../worker/api/common.ts'
import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import { IDENTITY_PER_DAY } from '../../../worker/domain/limits.ts'
import { api, hrefOf } from '../../api/call.ts'
import { type LiveState, live } from '../../api/live.ts'
import { holdUpdate } from '../../app/holds.ts'
import { openSocket } from '../../device/live.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, EmptyState, Skeleton } from '../../ui/bits.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { playSound } from '../../ui/sound.ts'
import { useWakeLock } from '../../ui/wake-lock.ts'
import { OfflineBanner } from '../Notices.tsx'
import { useOffline } from '../offline.ts'
import { ROUND_PATH, stopPath } from '../paths.ts'
import { actsOf, identityWaiting, isProvisional } from '../pending.ts'
import { nextStop, undoWindow } from '../round-model.ts'
import { loadState, refreshRound, refreshStop, round, waitingActs } from '../round-state.ts'
import { t } from '../texts.ts'
import type { StopContext } from './context.ts'
import { StopBody } from './StopBody.tsx'
import { blockedHere, leadsTo, type Reach } from './stop-view.ts'
import { useVisit } from './use-visit.ts'

/** Shows one stop by its address. It waits for the round, which gives the stop's place in the day. */
export function StopScreen({ shipmentId }: { shipmentId: string }) {
  const { route } = useLocation()
  const stop = round.value?.stops.find((stop) => stop.shipmentId === shipmentId)
  if (stop) return <Stop stop={stop} />
  const failed = loadState.value === 'failed' || loadState.value === 'offline'
  return (
    <Screen
      title={t('toRound')}
      onBack={() => route(ROUND_PATH, true)}
      actions={failed ? <Button onClick={() => void refreshRound()}>{t('again')}</Button> : null}
    >
      {round.value ? <EmptyState title={t('noStopTitle')}>{t('noStopText')}</EmptyState> : null}
      {!round.value && loadState.value === 'failed' ? <Banner kind="error">{t('stopFailed')}</Banner> : null}
      {!round.value && loadState.value === 'offline' ? <OfflineBanner /> : null}
      {!round.value && !failed ? (
        <>
          <Skeleton height="132px" />
          <Skeleton height="420px" />
        </>
      ) : null}
    </Screen>
  )
}

function Stop({ stop }: { stop: CourierStop }) {
  const { route } = useLocation()
  const known = round.value!
  const reach: Reach = {
    offline: useOffline(),
    identityLeft: IDENTITY_PER_DAY - known.identityChecks - identityWaiting(waitingActs.value),
  }
  const blocked = blockedHere(known.blocked, reach)
  const state = useVisit(stop, undefined, () => leadsTo(stop, blocked))
  const { connection, wrongLabel, understood } = useLive(stop)
  useWakeLock(stop.open && stop.arrivedAt !== null)
  useHandOver(stop.open && stop.arrivedAt !== null)
  const next = () => {
    const following = nextStop(known.stops, stop.shipmentId)
    route(following ? stopPath(following.shipmentId) : ROUND_PATH, true)
  }
  const context: StopContext = {
    stop,
    state,
    number: known.stops.indexOf(stop) + 1,
    of: known.stops.length,
    blocked,
    connection,
    reach,
    provisional: isProvisional(actsOf(waitingActs.value, stop.shipmentId)),
    undo: undoWindow(stop, known.stops),
    wrongLabel,
    understood,
    next,
    nextLabel: t('nextStop'),
    toRound: () => route(ROUND_PATH, true),
  }
  return <StopBody {...context} />
}

/** Keeps an update away while somebody is at a door. */
function useHandOver(active: boolean): void {
  useEffect(() => (active ? holdUpdate('hand-over') : undefined), [active])
}

/**
 * Follows what the recipient's phone does (R20, R23). A message only names the fact; the stop itself is read
 * again, also after every reconnection.
 */
function useLive({ shipmentId, open }: CourierStop) {
  const [connection, setConnection] = useState<LiveState>('waiting')
  const [wrongLabel, setWrongLabel] = useState(false)
  useEffect(() => {
    if (!open) return void refreshStop(shipmentId)
    const onMessage = ({ because }: LiveMessage) => {
      if (because === 'wrong-label-scanned') {
        playSound('wrong')
        setWrongLabel(true)
      }
      if (because === 'label-scanned') setWrongLabel(false)
      void refreshStop(shipmentId)
    }
    const onState = (state: LiveState) => {
      setConnection(state)
      if (state === 'live') void refreshStop(shipmentId)
    }
    const path = hrefOf(api.stops.live, { shipmentId })
    return live<LiveMessage>(path, onMessage, onState, openSocket)
  }, [shipmentId, open])
  return { connection, wrongLabel, understood: () => setWrongLabel(false) }
}
