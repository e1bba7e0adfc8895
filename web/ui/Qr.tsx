import { Button } from './Button.tsx'
import { useLazy } from './hooks.ts'
import './qr.css'

/** Returns runs of dark modules as one SVG path, on a grid of one unit for each module. */
function pathOf(modules: readonly (readonly boolean[])[]): string {
  let path = ''
  modules.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue
      const from = x
      while (row[x]) x++
      path += `M${from} ${y}h${x - from}v1h${from - x}z`
    }
  })
  return path
}

export interface QrProps {
  /** What the code says; without it the space is reserved. */
  text: string | undefined
  /** A description for people who cannot see it. */
  label: string
  /** The words of the button that loads the library again. */
  again: string
}

/**
 * Draws a QR code in the page, so that no secret leaves it. Its space is reserved while the library loads.
 */
export function Qr({ text, label, again }: QrProps) {
  const uqr = useLazy(() => import('uqr'))
  if (uqr.state === 'failed')
    return (
      <div class="qr">
        <Button small kind="secondary" onClick={uqr.retry}>
          {again}
        </Button>
      </div>
    )
  const code =
    uqr.state === 'ready' && text !== undefined ? uqr.value.encode(text, { ecc: 'M', border: 2 }) : null
  return (
    <div class="qr" data-loading={code ? undefined : true}>
      {code ? (
        <svg viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label={label}>
          <path d={pathOf(code.data)} />
        </svg>
      ) : null}
    </div>
  )
}
