import { Button } from '../../ui/Button.tsx'
import { Outcome } from '../../ui/Outcome.tsx'
import { refreshRound } from '../round-state.ts'
import { sending, sendKept, stuck } from './kept.ts'
import { t } from './texts.ts'

/** Shows that closing was requested and the request is kept, and lets the courier retry at once. */
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
