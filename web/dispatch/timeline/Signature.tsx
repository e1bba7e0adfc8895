import type { Signature as Given } from '../../../worker/api/shipments/evidence.ts'
import { strokePaths } from '../../../worker/domain/strokes.ts'
import { t } from '../../timeline/texts.ts'

/** Shows a signature as given: the drawing from its strokes, or the name typed in its place. */
export function Signature({ signature }: { signature: Given }) {
  if ('typedName' in signature)
    return (
      <p class="typed-name">
        <span class="muted small">{t('signature.typed')} </span>
        {signature.typedName}
      </p>
    )
  const { width, height } = signature
  return (
    <svg class="drawn" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('signature.drawn')}>
      {strokePaths(signature).map((path, index) => (
        <path key={index} d={path} />
      ))}
    </svg>
  )
}
