import type { Result } from '../../api/call.ts'
import { Button } from '../../ui/Button.tsx'
import { useLazy } from '../../ui/hooks.ts'
import { Qr } from '../../ui/Qr.tsx'
import { TopBar } from '../../ui/Screen.tsx'
import './pay-qr.css'

/** The texts of this screen. Each room passes in its own, which are the shared ones. */
export interface PayQrWords {
  title: string
  amount: string
  anyone: string
  waybill: string
  label: string
  again: string
}

interface PayQrProps {
  words: PayQrWords
  /** Asks the server for the address that only takes the payment. It is asked anew each time and kept nowhere. */
  load: () => Promise<Result<{ url: string }>>
  /** Returns the sentence for a refusal. */
  wordOf: (code: string) => string
  onBack: () => void
}

/**
 * Shows whoever stands here the QR code of an address that only takes the payment (R30). It names nobody: the screen
 * is turned to people of whom nothing is known. Whoever shows it takes it away once it is paid.
 */
export function PayQr({ words, load, wordOf, onBack }: PayQrProps) {
  const asked = useLazy(load)
  const answer = asked.state === 'ready' ? asked.value : null
  return (
    <section class="pay-qr" aria-label={words.title}>
      <TopBar title={words.title} onBack={onBack} />
      <div>
        <h1>{words.amount}</h1>
        <p class="anyone">{words.anyone}</p>
        {answer && !answer.ok ? (
          <div class="qr failed" role="alert">
            <p>{wordOf(answer.code)}</p>
            <Button kind="secondary" onClick={asked.retry}>
              {words.again}
            </Button>
          </div>
        ) : (
          <Qr text={answer?.ok ? answer.data.url : undefined} label={words.label} again={words.again} />
        )}
        <p class="muted">{words.waybill}</p>
      </div>
    </section>
  )
}
