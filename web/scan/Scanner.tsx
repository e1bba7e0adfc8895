import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { inline } from '../i18n/texts.ts'
import { whenStopped } from './alive.ts'
import { type Camera, type CameraProblem, openCamera } from './camera.ts'
import { openDetector } from './detector.ts'
import { visibleRegion } from './grab.ts'
import { watch } from './loop.ts'
import './scan.css'

const word = inline({
  en: {
    video: 'Picture of the camera',
    torch: 'Torch',
    lens: 'Other lens',
    stopped: 'Camera stopped. Tap to go on',
  },
  fr: {
    video: 'Image de la caméra',
    torch: 'Lampe',
    lens: 'Autre objectif',
    stopped: 'Caméra arrêtée. Touchez pour continuer',
  },
  ru: {
    video: 'Изображение с камеры',
    torch: 'Фонарик',
    lens: 'Другой объектив',
    stopped: 'Камера остановилась. Нажмите, чтобы продолжить',
  },
})

/**
 * `stopped`: the camera stopped by itself; the scanner shows the button that goes on. `decoder`: the decoder
 * could not be loaded; a typed number or a later try is the way out.
 */
export type ScannerState =
  | { state: 'starting' | 'paused' | 'stopped' }
  | { state: 'scanning'; canTorch: boolean; canSwitch: boolean }
  | { state: CameraProblem | 'decoder' }

export interface ScannerProps {
  /** Called with the codes of one look that are new: each comes once while it stays in view. */
  onScan: (texts: readonly string[]) => void
  onState?: ((state: ScannerState) => void) | undefined
  /** Shows buttons for torch and lens, which is the default. Without them the room controls `torch`. */
  controls?: boolean | undefined
  torch?: boolean | undefined
}

/**
 * Shows the camera filling its positioned box, with a frame where the label should be held. It starts
 * automatically, releases the camera while the page is hidden, since a phone would freeze the picture, and
 * takes it again afterwards. When the camera stops by itself the picture goes, and one tap takes it again. A
 * new `key` tries again after a problem.
 */
export function Scanner({ onScan, onState, controls = true, torch }: ScannerProps) {
  const video = useRef<HTMLVideoElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const camera = useRef<Camera | undefined>(undefined)
  const latest = useRef({ onScan, onState })
  latest.current = { onScan, onState }
  const [state, setState] = useState<ScannerState>({ state: 'starting' })
  const [lens, setLens] = useState<string | undefined>(undefined)
  const [light, setLight] = useState(false)
  const lit = torch ?? light
  const goOn = useRef(() => {})

  const tell = (next: ScannerState) => {
    setState(next)
    latest.current.onState?.(next)
  }

  // The camera takes its time to start, so it does not wait for the first painting.
  useLayoutEffect(() => {
    let run: AbortController | undefined
    const stop = () => {
      run?.abort()
      camera.current?.stop()
      camera.current = undefined
    }
    const start = async () => {
      if (document.hidden) return
      stop()
      run = new AbortController()
      const { signal } = run
      tell({ state: 'starting' })
      const detector = openDetector()
      const opened = await openCamera(video.current!, lens)
      if (signal.aborted) return 'camera' in opened ? opened.camera.stop() : undefined
      if ('problem' in opened) return tell({ state: opened.problem })
      camera.current = opened.camera
      tell({
        state: 'scanning',
        canTorch: 'torch' in opened.camera,
        canSwitch: opened.camera.lenses.length > 1,
      })
      void whenStopped(video.current!, opened.camera.track, signal).then(() => {
        stop()
        setLight(false)
        tell({ state: 'stopped' })
      })
      try {
        await watch(video.current!, await detector, region, (texts) => latest.current.onScan(texts), signal)
      } catch {
        stop()
        tell({ state: 'decoder' })
      }
    }
    const region = () => {
      const box = video.current!.getBoundingClientRect()
      const mark = frame.current!.getBoundingClientRect()
      const inBox = { x: mark.x - box.x, y: mark.y - box.y, width: mark.width, height: mark.height }
      return visibleRegion(
        { width: video.current!.videoWidth, height: video.current!.videoHeight },
        box,
        inBox,
        0.15,
      )
    }
    const onVisibility = () => {
      if (!document.hidden) return void start()
      stop()
      setLight(false)
      tell({ state: 'paused' })
    }
    document.addEventListener('visibilitychange', onVisibility)
    goOn.current = () => void start()
    void start()
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      stop()
    }
  }, [lens])

  useEffect(() => {
    if (state.state === 'scanning') void camera.current?.torch?.(lit)
  }, [lit, state])

  const nextLens = () => {
    const { lenses = [], lens: now } = camera.current ?? {}
    setLens(lenses[(lenses.indexOf(now ?? '') + 1) % lenses.length])
  }

  return (
    <div class="scanner" data-state={state.state}>
      <video ref={video} playsInline muted aria-label={word('video')} />
      <div class="frame" ref={frame} />
      {state.state === 'stopped' ? (
        <div class="stopped" role="alert">
          <button type="button" onClick={() => goOn.current()}>
            {word('stopped')}
          </button>
        </div>
      ) : null}
      {controls && state.state === 'scanning' ? (
        <div class="tools">
          {state.canTorch ? (
            <button type="button" aria-pressed={lit} onClick={() => setLight(!lit)}>
              {word('torch')}
            </button>
          ) : null}
          {state.canSwitch ? (
            <button type="button" onClick={nextLens}>
              {word('lens')}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}
