import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { Button } from '../../ui/Button.tsx'
import { EmptyState, Skeleton } from '../../ui/bits.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { CodeScanner } from '../CodeScanner.tsx'
import { OfflineBanner } from '../Notices.tsx'
import { ROUND_PATH } from '../paths.ts'
import { loadState, refreshRound, round } from '../round-state.ts'
import { CloseDialog } from './CloseDialog.tsx'
import { CountCard, ofPlace } from './CountCard.tsx'
import { countOf, judgeScan } from './count.ts'
import { addScan, closeRound, counted, type Kept, keptHere, waits } from './kept.ts'
import { ParcelLists } from './ParcelLists.tsx'
import { Result } from './Result.tsx'
import { LastScan, ScanBack } from './ScanBack.tsx'
import { type ScanWords, scanWordsOf } from './scan-words.ts'
import { Trouble } from './Trouble.tsx'
import { t } from './texts.ts'
import { Waiting } from './Waiting.tsx'

/**
 * Shows return control (R26): returned parcels are scanned until none is missing, then the round is closed.
 */
export function ReturnScreen() {
  const { route } = useLocation()
  useEffect(() => void refreshRound(), [])
  const toRound = () => {
    counted.value = null
    route(ROUND_PATH, true)
  }
  const here = keptHere()
  const result = counted.value
  if (waits()) return <Waiting onRound={toRound} />
  if (result && result.roundId === here?.roundId)
    return (
      <Result
        count={result.count}
        scanned={result.scanned}
        stops={round.value?.stops ?? []}
        onRound={toRound}
        onAgain={() => {
          counted.value = null
        }}
      />
    )
  if (here && countOf(round.value?.stops ?? [], []).length > 0) return <Count here={here} onBack={toRound} />
  return (
    <Screen title={t('title')} onBack={toRound}>
      {round.value ? <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState> : <NotLoaded />}
    </Screen>
  )
}

function NotLoaded() {
  const failed = loadState.value === 'failed' || loadState.value === 'offline'
  if (!failed) return <Skeleton lines={4} height="96px" />
  return (
    <>
      <OfflineBanner />
      <Button onClick={() => void refreshRound()}>↻</Button>
    </>
  )
}

function Count({ here, onBack }: { here: Kept; onBack: () => void }) {
  const [camera, setCamera] = useState(false)
  const [asking, setAsking] = useState(false)
  const [said, setSaid] = useState<ScanWords | null>(null)
  const stops = round.value?.stops ?? []
  const count = countOf(stops, here.scanned)
  const left = ofPlace(count, 'unexplained').length
  const scan = (texts: readonly string[]) => {
    // Reads the kept scans directly: they include scans made since this screen was last drawn.
    const now = countOf(stops, keptHere()?.scanned ?? [])
    const found = texts.map((text) => ({ text, scan: judgeScan(now, text) }))
    for (const { scan } of found) if (scan.is === 'back') addScan(scan.parcel.label)
    // What else a parcel bears must not speak over the parcel itself.
    const told = found.find(({ scan }) => 'parcel' in scan) ?? found[0]
    if (told) setSaid(scanWordsOf(told.scan, told.text))
  }
  if (camera)
    return (
      <CodeScanner
        title={t('title')}
        heading={t('cameraHeading')}
        lead={left === 0 ? t('none') : `${left} ${t('left', { count: left })}`}
        onCodes={scan}
        onBack={() => setCamera(false)}
      >
        <LastScan said={said} />
        <Button onClick={() => setCamera(false)}>{t('done')}</Button>
      </CodeScanner>
    )
  return (
    <Screen
      title={t('title')}
      onBack={onBack}
      actions={
        <div class="row">
          <Button kind={left > 0 ? 'primary' : 'secondary'} onClick={() => setCamera(true)}>
            {t('camera')}
          </Button>
          <Button kind={left > 0 ? 'secondary' : 'primary'} onClick={() => setAsking(true)}>
            {t('close')}
          </Button>
        </div>
      }
    >
      <OfflineBanner />
      <Trouble stops={stops} />
      <CountCard count={count} />
      <ScanBack said={said} onLabel={(text) => scan([text])} />
      <ParcelLists count={count} />
      <CloseDialog
        open={asking}
        count={count}
        onClose={() => setAsking(false)}
        onYes={() => {
          setAsking(false)
          void closeRound()
        }}
      />
    </Screen>
  )
}
