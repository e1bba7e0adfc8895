import type { PolicyChange } from '../../../worker/domain/policy-changes.ts'
import { t } from './texts.ts'
import { changeWord, pathWord } from './words.ts'

/** Says in words what a version changes, in the rules and beside them. */
export function Changes({ changes, caption }: { changes: readonly PolicyChange[]; caption: string }) {
  return (
    <table class="changes">
      <caption class="sr">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('field')}</th>
          <th scope="col">{t('from')}</th>
          <th scope="col">{t('to')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, from, to }) => (
          <tr key={field}>
            <th scope="row">{pathWord(field)}</th>
            <td>{changeWord(field, from)}</td>
            <td class="new">
              <span class="sr">{t('to')}: </span>
              {changeWord(field, to)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
