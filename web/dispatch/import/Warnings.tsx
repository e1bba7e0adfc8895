import { list, number } from '../../i18n/format.ts'
import { t } from './texts.ts'
import type { WarningKind } from './warnings.ts'
import { warningWords } from './words.ts'

/** Names the lines that a warning is about, as far as they are listed. */
function linesOf({ lines, count }: WarningKind): string {
  const named = lines.map(([from, to]) => (from === to ? number(from) : `${number(from)}–${number(to)}`))
  const told = lines.reduce((sum, [from, to]) => sum + to - from + 1, 0)
  if (told < count) return t('linesMore', { lines: named.join(', '), count: count - told })
  return t(count === 1 ? 'lineNamed' : 'linesNamed', { lines: list(named) })
}

/** Lists what was put right, passed over or looks wrong. Nothing of it holds a shipment back. */
export function Warnings({ kinds }: { kinds: readonly WarningKind[] }) {
  if (kinds.length === 0) return null
  return (
    <section class="card stack import-warnings" aria-label={t('warnings')}>
      <h2 class="card-title">{t('warnings')}</h2>
      <p class="muted">{t('warningsText')}</p>
      <ul>
        {kinds.map((kind) => (
          <li key={`${kind.column} ${kind.code}`}>
            <span class="import-count">{number(kind.count)}</span>
            <div>
              {kind.column ? <strong>{kind.column}</strong> : null} {warningWords(kind)}
              <span class="muted small import-lines">{linesOf(kind)}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
