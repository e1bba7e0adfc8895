import type { Summary } from './reading.ts'
import { ScrollBox } from './ScrollBox.tsx'
import { t } from './texts.ts'

/** Shows the first lines as they stand in the file, with unknown columns marked. */
export function Preview({ summary: { header, preview, columns } }: { summary: Summary }) {
  if (preview.length === 0) return null
  const known = new Set(columns.map(({ title }) => title))
  return (
    <ScrollBox label={t('preview')}>
      <table class="import-preview">
        <caption class="small muted">{t('preview')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('line')}</th>
            {header.map((title, index) => (
              <th key={index} scope="col" data-unknown={!known.has(title.trim()) || undefined}>
                {title}
                {known.has(title.trim()) ? null : <span class="under-head">{t('notKnown')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.map(({ line, cells }) => (
            <tr key={line}>
              <th scope="row">{line}</th>
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
