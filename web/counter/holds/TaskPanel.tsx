import { Button } from '../../ui/Button.tsx'
import type { HoldEntry } from '../entry.ts'
import { busy } from '../state.ts'
import { t } from '../texts.ts'
import { labelsFor } from './act.ts'
import { type Task, task } from './list.ts'

interface Props {
  entry: HoldEntry
  task: Task
  onConfirm: () => void
}

/** Shows a refusal or a return. Each of its parcels is scanned then and there, never chosen from the list. */
export function TaskPanel({ entry: { hold, scanned }, task: what, onConfirm }: Props) {
  const all = labelsFor(what)(hold)
  return (
    <div class="stack">
      <h3>{t(`do-${what}`)}</h3>
      <p>{t('scanForThis')}</p>
      <ul class="chips" aria-label={t('parcels')}>
        {all.map(({ label, scanned: isScanned }, index) => (
          <li key={index} data-scanned={isScanned || undefined}>
            <span class="mark" aria-hidden="true">
              {isScanned ? '✓' : '○'}
            </span>
            <span>
              {label}
              <span class="sr">{t(isScanned ? 'isScanned' : 'notScanned')}</span>
            </span>
          </li>
        ))}
      </ul>
      <Button kind="danger" disabled={scanned.length === 0} busy={busy.value} onClick={onConfirm}>
        {t(`confirm-${what}`, { count: scanned.length, of: all.length })}
      </Button>
      <Button
        kind="secondary"
        onClick={() => {
          task.value = null
        }}
      >
        {t('cancel')} <kbd>Esc</kbd>
      </Button>
    </div>
  )
}
