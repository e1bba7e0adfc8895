import { Button } from '../../ui/Button.tsx'
import { type HoldEntry, issuable } from '../entry.ts'
import { busy } from '../state.ts'
import { t } from '../texts.ts'
import { basket, typed } from './basket.ts'

/** The button does what Enter does in the scan field, which alone knows the digits. */
const enter = () => document.querySelector<HTMLFormElement>('.scan-field')?.requestSubmit()

/** Shows how the recipient's code is entered: it is typed into the scan field and shown here as dots. */
export function Pin({ entry }: { entry: HoldEntry }) {
  const { hold, scanned } = entry
  const digits = hold.pinDigits
  return (
    <div class="pin">
      <h2>{t('pinTitle', { digits })}</h2>
      {basket.value.length > 1 ? <p class="muted">{t('pinFor', { waybill: hold.waybill })}</p> : null}
      <div class="dots" role="img" aria-label={t('pinTyped', { count: typed.value, of: digits })}>
        {Array.from({ length: digits }, (_, i) => (
          <i key={i} data-full={i < typed.value || undefined} data-now={i === typed.value || undefined} />
        ))}
      </div>
      <p class={hold.attemptsLeft < 5 ? 'few' : 'muted'}>{t('attemptsLeft', { count: hold.attemptsLeft })}</p>
      <Button busy={busy.value} disabled={typed.value !== digits} onClick={enter}>
        {t('issueCount', { count: scanned.length, of: issuable(hold).length })} <kbd>Enter</kbd>
      </Button>
    </div>
  )
}
