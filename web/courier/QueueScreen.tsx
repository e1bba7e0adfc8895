import { useLocation } from 'preact-iso'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/bits.tsx'
import { Screen } from '../ui/Screen.tsx'
import { ROUND_PATH } from './paths.ts'
import { waitingActs } from './round-state.ts'
import { StatusChip } from './StatusChip.tsx'
import { t } from './texts.ts'
import { SendNow, UnsentList, UnsentNotices } from './Unsent.tsx'

/** Shows what is not sent yet (R36): what waits, what the server refuses, and a file as the last resort. */
export function QueueScreen() {
  const { route } = useLocation()
  const waiting = waitingActs.value
  const back = () => route(ROUND_PATH, true)
  const save = async () => {
    const { exportActs } = await import('../offline/export.ts')
    exportActs(waiting)
  }
  if (waiting.length === 0)
    return (
      <Screen title={t('queueTitle')} onBack={back} actions={<Button onClick={back}>{t('toRound')}</Button>}>
        <UnsentNotices list />
        <EmptyState title={t('queueEmptyTitle')}>{t('queueEmptyText')}</EmptyState>
      </Screen>
    )
  return (
    <Screen
      title={t('queueTitle')}
      right={<StatusChip unsent={false} />}
      onBack={back}
      lead={t('queueLead')}
      actions={<SendNow />}
    >
      <UnsentNotices list />
      <UnsentList />
      <section class="stack queue-export">
        <Button small kind="secondary" onClick={() => void save()}>
          {t('queueExport')}
        </Button>
        <p class="small muted">{t('queueExportWhy')}</p>
      </section>
    </Screen>
  )
}
