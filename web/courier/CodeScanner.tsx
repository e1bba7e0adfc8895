import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { ScannerState } from '../scan/Scanner.tsx'
import { useWedgeKeys } from '../scan/wedge.ts'
import { Button } from '../ui/Button.tsx'
import { Banner } from '../ui/bits.tsx'
import { useLazy } from '../ui/hooks.ts'
import { Screen } from '../ui/Screen.tsx'
import { t } from './texts.ts'

const PROBLEMS = {
  denied: 'cameraDenied',
  'no-camera': 'cameraNone',
  busy: 'cameraBusy',
  unsupported: 'cameraUnsupported',
  decoder: 'cameraDecoder',
} as const

export interface CodeScannerProps {
  title: string
  heading: string
  lead: string
  /** Called with all that one view shows: a parcel often bears more codes than its label. */
  onCodes: (texts: readonly string[]) => void
  onBack: () => void
  /** What is wrong with the code just scanned. */
  notice?: string | undefined
  busy?: boolean | undefined
  /** Another way than the camera, shown below the picture. */
  children?: ComponentChildren
}

/**
 * Shows the camera on a dark page. It is loaded with its decoder only now, as most hand-overs need no camera.
 */
export function CodeScanner({ heading, lead, onCodes, notice, busy, children, ...bar }: CodeScannerProps) {
  const part = useLazy(() => import('../scan/Scanner.tsx'))
  const [state, setState] = useState<ScannerState['state']>('starting')
  const [tries, setTries] = useState(0)
  const problem =
    part.state === 'failed' ? 'cameraDecoder' : state in PROBLEMS ? PROBLEMS[state as 'denied'] : null
  // A ring scanner works beside the camera, and instead of one that is missing.
  useWedgeKeys((text) => !busy && onCodes([text]))
  const again = () => {
    setState('starting')
    setTries(tries + 1)
    if (part.state === 'failed') part.retry()
  }
  return (
    <Screen {...bar} tone="dark" heading={heading} lead={lead} actions={children}>
      <div class="viewfinder" aria-busy={Boolean(busy)}>
        {part.state === 'ready' && !problem ? (
          <part.value.Scanner
            key={tries}
            onScan={(texts) => !busy && onCodes(texts)}
            onState={({ state }) => setState(state)}
          />
        ) : null}
        {problem ? (
          <div class="no-picture stack" role="alert">
            <p>{t(problem)}</p>
            <Button kind="secondary" onClick={again}>
              {t('again')}
            </Button>
          </div>
        ) : null}
        {!problem && state === 'starting' ? <p class="no-picture">{t('camera')}</p> : null}
      </div>
      <div class="scan-notice">
        {busy ? <Banner>{t('checking')}</Banner> : null}
        {notice && !busy ? <Banner kind="error">{notice}</Banner> : null}
      </div>
    </Screen>
  )
}
