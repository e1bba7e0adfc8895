import { useState } from 'preact/hooks'
import type { ScannerState } from '../../scan/Scanner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { useAsking } from '../asking.ts'
import { scanCount } from '../flow.ts'
import { l } from '../later-texts.ts'
import { CameraProblem } from '../parts/CameraProblem.tsx'
import { type DeliveryPageProps, PageScreen } from '../parts/PageScreen.tsx'
import { PhotoButton, type PhotoProblem } from '../parts/PhotoButton.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { type CameraTrouble, Viewfinder } from '../parts/Viewfinder.tsx'
import { t } from '../texts.ts'

const FINE = ['starting', 'paused', 'scanning', 'stopped']

/**
 * Shows the camera, started automatically over the whole page (R19), with photo, number and code beside it.
 */
export function Scan(props: DeliveryPageProps) {
  const { page } = props
  const [camera, setCamera] = useState<ScannerState>({ state: 'starting' })
  const [torch, setTorch] = useState(false)
  const [tries, setTries] = useState(0)
  const [photo, setPhoto] = useState<PhotoProblem | null>(null)
  const byCamera = useAsking(page, 'camera')
  const byPhoto = useAsking(page, 'photo')
  const { scanned, of } = scanCount(page.view)
  const trouble = FINE.includes(camera.state) ? null : (camera.state as CameraTrouble)
  const again = () => {
    setCamera({ state: 'starting' })
    setTries(tries + 1)
  }
  const adding = page.ui.adding && scanned > 0
  // At a counter, and before a further parcel, another later screen came first, so the texts of `l` are loaded already.
  const counter = page.view.hold?.ready
  // A label was seen but nothing revealed: it was typed, or photographed before the courier's arrival (R7).
  const { reveal, visitWords } = page.view
  const unrevealed = !adding && scanned > 0 && reveal !== 'arrival'
  const lead = visitWords ? `${visitWords.join(' · ')}. ${t('code.words')}` : t('scan.lead')
  const asking = byCamera.asking || byPhoto.asking
  return (
    <PageScreen
      {...props}
      tone="dark"
      heading={adding ? l('scan.next') : t('scan.title')}
      lead={
        adding
          ? l('scan.nextLead', { scanned, of })
          : counter
            ? l(unrevealed ? 'counter.unrevealed' : 'counter.scan')
            : unrevealed
              ? t('scan.unrevealed')
              : lead
      }
      onBack={
        adding || counter || page.ui.panel ? () => page.choose({ adding: false, panel: null }) : undefined
      }
      actions={
        <>
          <Trouble page={page} />
          {photo ? <Banner kind="error">{l(`scan.${photo}`) || t('loadFailed')}</Banner> : null}
          <div class="row">
            {camera.state === 'scanning' && camera.canTorch ? (
              <Button kind="secondary" aria-pressed={torch} onClick={() => setTorch(!torch)}>
                {t('scan.torch')}
              </Button>
            ) : null}
            <PhotoButton onTexts={byPhoto.ask} onProblem={setPhoto} />
          </div>
          <Button onClick={() => page.choose({ panel: 'typed' })}>{t('scan.type')}</Button>
          {page.view.secret ? (
            <button type="button" class="quiet" onClick={() => page.choose({ panel: 'code' })}>
              {t('code.show')}
            </button>
          ) : null}
        </>
      }
    >
      {trouble ? (
        <CameraProblem trouble={trouble} onAgain={again} />
      ) : (
        <>
          <Viewfinder
            tries={tries}
            torch={torch}
            onState={setCamera}
            onScan={(texts) => void byCamera.ask(texts)}
          />
          <p class="status" role="status">
            {asking ? t('scan.checking') : camera.state === 'starting' ? t('scan.starting') : null}
            {!asking && byCamera.already ? t('scan.already') : null}
          </p>
        </>
      )}
      {trouble && asking ? <Banner>{t('scan.checking')}</Banner> : null}
    </PageScreen>
  )
}
