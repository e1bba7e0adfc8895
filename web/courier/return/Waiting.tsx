import { Button } from '../../ui/Button.tsx'
import { Outcome } from '../../ui/Outcome.tsx'
import { useSendNow } from '../Unsent.tsx'
import { t } from './texts.ts'

/** Shows that closing was requested and the request is kept, and lets the courier retry at once. */
export function Waiting({ onRound }: { onRound: () => void }) {
  const { busy, send } = useSendNow()
  return (
    <Outcome
      kind="wait"
      title={t(busy ? 'sending' : 'waitingTitle')}
      text={t('waitingText')}
      next={{ label: t('sendNow'), onClick: () => void send(), busy }}
      other={
        <Button kind="secondary" onClick={onRound}>
          {t('toRound')}
        </Button>
      }
    />
  )
}
