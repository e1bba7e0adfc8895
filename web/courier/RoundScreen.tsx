import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { CourierRound } from '../../worker/wire/views.ts'
import { day, time } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Banner, EmptyState, Skeleton } from '../ui/bits.tsx'
import { Screen } from '../ui/Screen.tsx'
import { MenuSheet } from './MenuSheet.tsx'
import { Notices, OfflineBanner } from './Notices.tsx'
import { ProgressCard } from './ProgressCard.tsx'
import { stopPath } from './paths.ts'
import { inOrder, progressOf } from './round-model.ts'
import { loadedAt, loadState, refreshRound, round } from './round-state.ts'
import { ScanParcel } from './ScanParcel.tsx'
import { StopLine } from './StopLine.tsx'
import { t } from './texts.ts'

/** The home of a courier: how far the round is, and its stops. */
export function RoundScreen() {
  const { route } = useLocation()
  const [menu, setMenu] = useState(false)
  const [scanning, setScanning] = useState(false)
  const [busy, setBusy] = useState(false)
  const known = round.value
  const refresh = async () => {
    setBusy(true)
    await refreshRound()
    setBusy(false)
  }
  // Not an address of its own: a change of address makes an iPhone ask for the camera again.
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
        <button type="button" class="menu" aria-label={t('menu')} onClick={() => setMenu(true)}>
          ☰
        </button>
      }
      actions={
        <div class="row">
          {known?.stops.length ? <Button onClick={() => setScanning(true)}>{t('scanParcel')}</Button> : null}
          <Button kind="secondary" busy={busy} onClick={refresh}>
            {t('refresh')}
          </Button>
        </div>
      }
    >
      {known ? <Round known={known} /> : <NoRound />}
      <MenuSheet open={menu} onClose={() => setMenu(false)} />
    </Screen>
  )
}

/** The day of the round; without one, today. Calendar days are read as UTC, so that no zone shifts them. */
const today = (known: CourierRound | null) => (known?.date ? day(known.date, 'UTC') : day(Date.now()))

function Round({ known }: { known: CourierRound }) {
  const lines = inOrder(known.stops)
  if (lines.length === 0)
    return (
      <>
        <Notices />
        <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>
      </>
    )
  const next = progressOf(known.stops).left > 0 ? lines[0] : undefined
  return (
    <>
      <Notices />
      <ProgressCard stops={known.stops} />
      {next ? null : <Banner>{t('allDone')}</Banner>}
      <ul class="card stop-list" aria-label={t('stops')}>
        {lines.map((line) => (
          <StopLine key={line.stop.shipmentId} {...line} next={line === next} />
        ))}
      </ul>
      <p class="muted small as-of">{t('refreshed', { time: time(loadedAt.value) })}</p>
    </>
  )
}

/** Before the first answer: grey lines, or why there is none. */
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
