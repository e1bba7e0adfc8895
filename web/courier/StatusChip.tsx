import type { LiveState } from '../api/live.ts'
import { time } from '../i18n/format.ts'
import { useOffline } from './offline.ts'
import { waits } from './return/kept.ts'
import { loadedAt } from './round-state.ts'
import { t } from './texts.ts'

/**
 * Says the one thing that is true of this tablet and its network: since when it has none, what is not sent yet,
 * or that it is online.
 */
export function StatusChip({ connection = 'live' }: { connection?: LiveState }) {
  const offline = useOffline()
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
