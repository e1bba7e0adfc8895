import { Button } from '../../ui/Button.tsx'
import { useLazy } from '../../ui/hooks.ts'
import { t } from '../texts.ts'

/** Returns runs of dark modules as one SVG path, on a grid of one unit for each module. */
export function pathOf(modules: readonly (readonly boolean[])[]): string {
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

/**
 * Draws a QR code in the page, so that no secret leaves it. Its space is reserved while the library loads.
 */
export function Qr({ text, label }: { text: string; label: string }) {
  const uqr = useLazy(() => import('uqr'))
  if (uqr.state === 'failed')
    return (
      <div class="qr">
        <Button small kind="secondary" onClick={uqr.retry}>
          {t('again')}
        </Button>
      </div>
    )
  const code = uqr.state === 'ready' ? uqr.value.encode(text, { ecc: 'M', border: 2 }) : null
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
