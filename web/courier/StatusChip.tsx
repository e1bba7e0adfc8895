import type { LiveState } from '../api/live.ts'
import { time } from '../i18n/format.ts'
import { useOnline } from '../ui/hooks.ts'
import { waits } from './return/kept.ts'
import { loadedAt, loadState } from './round-state.ts'
import { t } from './texts.ts'

/**
 * Says the one thing that is true of this tablet and its network: since when it has none, what is not sent yet,
 * or that it is online. A failed call is better evidence than the browser's own state.
 */
export function StatusChip({ connection = 'live' }: { connection?: LiveState }) {
  const online = useOnline()
  const offline = !online || loadState.value === 'offline'
  const state = offline ? 'offline' : waits() ? 'unsent' : connection
  const words = {
    offline: () => (loadedAt.value ? t('chipOffline', { time: time(loadedAt.value) }) : t('chipNoNetwork')),
    unsent: () => t('chipUnsent', { count: 1 }),
    live: () => t('live'),
    waiting: () => t('waiting'),
  }
  return (
    <span class="connection" data-state={state} role="status">
      {words[state]()}
    </span>
  )
}
