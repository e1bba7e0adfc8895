import type { LiveState } from '../api/live.ts'
import { time } from '../i18n/format.ts'
import { useOffline } from './offline.ts'
import { QUEUE_PATH } from './paths.ts'
import { loadedAt, waitingActs } from './round-state.ts'
import { t } from './texts.ts'

/**
 * Says the one thing that is true of this tablet and its network: what is not sent yet, since when it has none, or that it
 * is online. It leads to what waits, and on that page, where `unsent` is false, says the network's state alone.
 */
export function StatusChip({
  connection = 'live',
  unsent = true,
}: {
  connection?: LiveState
  unsent?: boolean
}) {
  const offline = useOffline()
  const count = unsent ? waitingActs.value.length : 0
  const state = count > 0 ? 'unsent' : offline ? 'offline' : connection
  const words = {
    offline: () => (loadedAt.value ? t('chipOffline', { time: time(loadedAt.value) }) : t('chipNoNetwork')),
    unsent: () => t('chipUnsent', { count }),
    live: () => t('live'),
    waiting: () => t('waiting'),
  }
  return (
    <span class="connection" data-state={state} role="status">
      {count > 0 ? <a href={QUEUE_PATH}>{words[state]()}</a> : words[state]()}
    </span>
  )
}
