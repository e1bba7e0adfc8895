import { Button } from '../../ui/Button.tsx'
import { Outcome } from '../../ui/Outcome.tsx'
import { refreshRound } from '../round-state.ts'
import { sending, sendKept, stuck } from './kept.ts'
import { t } from './texts.ts'

/** Closing is asked for and not answered yet: it is said that it is kept, and it can be tried at once. */
export function Waiting({ onRound }: { onRound: () => void }) {
  const send = async () => {
    await refreshRound()
    await sendKept()
  }
  return (
    <Outcome
      kind="wait"
      title={t(stuck.value || !sending.value ? 'waitingTitle' : 'sending')}
      text={t('waitingText')}
      next={{ label: t('sendNow'), onClick: () => void send(), busy: sending.value }}
      other={
        <Button kind="secondary" onClick={onRound}>
          {t('toRound')}
        </Button>
      }
    />
  )
}
