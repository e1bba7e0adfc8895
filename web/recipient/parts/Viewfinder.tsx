import { useEffect, useRef, useState } from 'preact/hooks'
import type { ScannerProps, ScannerState } from '../../scan/Scanner.tsx'
import { useLazy } from '../../ui/hooks.ts'

/** What can keep the camera from showing a picture. */
export type CameraTrouble = Exclude<ScannerState['state'], 'starting' | 'paused' | 'scanning' | 'stopped'>

interface Props extends Pick<ScannerProps, 'onScan' | 'onState' | 'torch'> {
  /** A new number tries again after a problem. */
  tries: number
}

/**
 * Shows the camera behind the whole page, with its frame in the gap between words and buttons. The gap is
 * measured because texts differ in length and phones in height.
 */
export function Viewfinder({ tries, ...scanner }: Props) {
  const gap = useRef<HTMLDivElement>(null)
  const [box, setBox] = useState<{ top: number; height: number } | null>(null)
  const part = useLazy(() => import('../../scan/Scanner.tsx'))
  const { state, retry } = part

  useEffect(() => {
    const measure = () => {
      // The observer fires once more while the screen is being removed.
      if (!gap.current) return
      const { top, height } = gap.current.getBoundingClientRect()
      setBox({ top: top + scrollY, height })
    }
    const observer = new ResizeObserver(measure)
    observer.observe(gap.current!)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    if (state === 'failed') scanner.onState?.({ state: 'decoder' })
  }, [state])
  useEffect(() => {
    if (tries > 0 && state === 'failed') retry()
  }, [tries])

  const place = box
    ? {
        '--gap-top': `${box.top}px`,
        '--gap-bottom': `${box.top + box.height}px`,
        '--frame-middle': `${box.top + box.height / 2}px`,
        '--frame-room': `${box.height}px`,
      }
    : {}
  return (
    <div class="viewfinder" ref={gap}>
      <div class="picture" style={place}>
        {part.state === 'ready' ? (
          <part.value.Scanner key={tries} controls={false} {...scanner} />
        ) : (
          <div class="scanner">
            <div class="frame" />
          </div>
        )}
      </div>
    </div>
  )
}
