import { Keypad } from '../../ui/Keypad.tsx'
import { type HoldEntry, issuable } from '../entry.ts'
import { busy, notice } from '../state.ts'
import { enterCode } from '../submit.ts'
import { t } from '../texts.ts'
import { basket } from './basket.ts'
import { Ways } from './Ways.tsx'

/** Shows the keypad of a counter without a keyboard. Nothing else is needed until the code is entered. */
export function CodeScreen({ entry }: { entry: HoldEntry }) {
  const { hold, scanned } = entry
  const [count, of] = [scanned.length, issuable(hold).length]
  const left = hold.attemptsLeft
  const said = notice.value && notice.value.tone !== 'good' ? notice.value : null
  return (
    <section class="code-screen" aria-label={t('howToIssue')}>
      <p class={count < of ? 'partial' : 'muted'}>
        {count < of ? t('partial', { count, of }) : t('scannedOf', { count, of })}
        {basket.value.length > 1 ? ` · ${t('pinFor', { waybill: hold.waybill })}` : null}
      </p>
      <div class="entry">
        <Keypad
          key={hold.shipmentId}
          digits={hold.pinDigits}
          label={t('pinTitle', { digits: hold.pinDigits })}
          submitLabel={t('toIssue')}
          message={
            said ? t(said.key, said.params as never) : left < 5 ? t('attemptsLeft', { count: left }) : ''
          }
          busy={busy.value}
          onSubmit={enterCode}
        />
      </div>
      <Ways entry={entry} />
    </section>
  )
}
