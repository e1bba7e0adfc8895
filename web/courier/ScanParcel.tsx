import { useState } from 'preact/hooks'
import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { CodeScanner } from './CodeScanner.tsx'
import { doorCode } from './door-code.ts'
import { stopOfLabel } from './round-model.ts'
import { t } from './texts.ts'

export interface ScanParcelProps {
  stops: readonly CourierStop[]
  onStop: (stop: CourierStop) => void
  onBack: () => void
}

/** Finds the stop of a parcel in the courier's hand. A number can be typed where the label is wet or torn. */
export function ScanParcel({ stops, onStop, onBack }: ScanParcelProps) {
  const [notice, setNotice] = useState('')
  const [typed, setTyped] = useState<string | null>(null)
  const look = (text: string) => {
    // A recipient's secret does not belong in a label scanner and must not be shown in a message.
    if (doorCode(text) !== 'other') return setNotice(t('scanSecret'))
    const stop = stopOfLabel(stops, text)
    if (stop) onStop(stop)
    else setNotice(t('scanUnknown', { label: text.slice(0, 64) }))
  }
  const submit = (event: Event) => {
    event.preventDefault()
    if (typed?.trim()) look(typed)
  }
  return (
    <CodeScanner
      title={t('scanParcel')}
      heading={t('scanHeading')}
      lead={t('scanLead')}
      onCode={look}
      onBack={onBack}
      notice={notice}
    >
      {typed === null ? (
        <Button kind="secondary" onClick={() => setTyped('')}>
          {t('scanType')}
        </Button>
      ) : (
        <form class="typed-label" onSubmit={submit}>
          <Field
            label={t('scanTyped')}
            value={typed}
            onInput={setTyped}
            input={{ autoComplete: 'off', autoCapitalize: 'characters', maxLength: 64, autoFocus: true }}
          />
          <Button type="submit">{t('scanFind')}</Button>
        </form>
      )}
    </CodeScanner>
  )
}
