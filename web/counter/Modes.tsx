import { Badge } from '../ui/bits.tsx'
import { useShortcuts } from './focus.ts'
import { unsentCount } from './receive/queue.ts'
import { type Mode, mode } from './state.ts'
import { turnTo } from './submit.ts'
import { t } from './texts.ts'

/** Each mode has a key that no browser needs while a page has the focus. Letters belong to the scanner. */
const MODES = [
  { value: 'receive', key: 'F2' },
  { value: 'issue', key: 'F4' },
  { value: 'holds', key: 'F8' },
  { value: 'day', key: 'F9' },
] as const satisfies readonly { value: Mode; key: string }[]

/** Shows the modes of the counter, each with its key. */
export function Modes() {
  useShortcuts(Object.fromEntries(MODES.map(({ value, key }) => [key, () => turnTo(value)])))
  return (
    <nav class="modes" aria-label={t('modes')}>
      {MODES.map(({ value, key }) => (
        <button
          type="button"
          key={value}
          aria-current={mode.value === value ? 'page' : undefined}
          aria-keyshortcuts={key}
          onClick={() => turnTo(value)}
        >
          {t(`mode-${value}`)} {value === 'receive' ? <Unsent /> : null}
          <kbd>{key}</kbd>
        </button>
      ))}
    </nav>
  )
}

function Unsent() {
  const count = unsentCount.value
  return count > 0 ? (
    <Badge tone="warn">
      {count} <span class="sr">{t('notReceivedYet')}</span>
    </Badge>
  ) : null
}
