import { number } from '../../i18n/format.ts'
import { t } from './texts.ts'
import type { WarningKind } from './warnings.ts'
import { warningWords } from './words.ts'

/** Names the lines that a warning is about, as far as they are listed. */
function linesOf({ lines, count }: WarningKind): string {
  const named = lines.map(([from, to]) => (from === to ? number(from) : `${number(from)}–${number(to)}`))
  const told = lines.reduce((sum, [from, to]) => sum + to - from + 1, 0)
  const list = named.join(', ')
  if (told < count) return t('linesMore', { lines: list, count: count - told })
  return t(count === 1 ? 'lineNamed' : 'linesNamed', { lines: list })
}

/** Lists what was put right, passed over or looks wrong. Nothing of it holds a shipment back. */
export function Warnings({ kinds }: { kinds: readonly WarningKind[] }) {
  if (kinds.length === 0) return null
  return (
    <section class="stack import-warnings" aria-label={t('warnings')}>
      <div class="card stack">
        <h2 class="card-title">{t('warnings')}</h2>
        <p class="muted">{t('warningsText')}</p>
      </div>
      <div class="table-box">
        <table>
          <caption class="sr">{t('warnings')}</caption>
          <thead>
            <tr>
              <th scope="col" class="number">
                {t('lines')}
              </th>
              <th scope="col" class="if-medium">
                {t('column')}
              </th>
              <th scope="col">{t('said')}</th>
            </tr>
          </thead>
          <tbody>
            {kinds.map((kind) => (
              <tr key={`${kind.column} ${kind.code}`}>
                <td class="number">{number(kind.count)}</td>
                <td class="if-medium">
                  <strong>{kind.column || t('wholeLine')}</strong>
                </td>
                <td>
                  <span class="under">
                    <strong>{kind.column || t('wholeLine')}</strong>
                  </span>
                  {warningWords(kind)} <span class="muted small import-lines">{linesOf(kind)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
