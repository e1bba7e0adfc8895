import { moneyText } from '../../../worker/domain/money-text.ts'
import { locale } from '../../i18n/locale.ts'
import type { Summary } from './reading.ts'
import { ScrollBox } from './ScrollBox.tsx'
import { t } from './texts.ts'

/** Shows the first lines as they stand in the file, with unknown columns marked and what the recipient pays beside them. */
export function Preview({ summary: { header, preview, columns, paid } }: { summary: Summary }) {
  if (preview.length === 0) return null
  const known = new Set(columns.map(({ title }) => title))
  return (
    <ScrollBox label={t('preview')}>
      <table class="import-preview">
        <caption class="small muted">{t('preview')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('line')}</th>
            {paid.count > 0 ? <th scope="col">{t('toPay')}</th> : null}
            {header.map((title, index) => (
              <th key={index} scope="col" data-unknown={!known.has(title.trim()) || undefined}>
                {title}
                {known.has(title.trim()) ? null : <span class="under-head">{t('notKnown')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.map(({ line, cells, toPay }) => (
            <tr key={line}>
              <th scope="row">{line}</th>
              {paid.count > 0 ? (
                <td class="number">{toPay ? moneyText(toPay.amount, toPay.currency, locale()) : ''}</td>
              ) : null}
              {header.map((_, index) => (
                <td key={index}>{cells[index] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
