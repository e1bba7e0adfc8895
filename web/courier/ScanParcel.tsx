import { useRef, useState } from 'preact/hooks'
import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { readScanned, SCANNED_MAX } from '../../worker/domain/scanned.ts'
import { useWedgeField } from '../scan/wedge.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { CodeScanner } from './CodeScanner.tsx'
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
  const look = (texts: readonly string[]) => {
    const [stop] = texts.flatMap((text) => stopOfLabel(stops, text) ?? [])
    if (stop) return onStop(stop)
    const [first = ''] = texts
    const scan = readScanned(first)
    // A recipient's secret does not belong in a label scanner and must not be shown in a message.
    if (['code', 'receipt', 'secret'].includes(scan.kind)) return setNotice(t('scanSecret'))
    setNotice(t('scanUnknown', { label: scan.kind === 'label' ? scan.label : first.trim().slice(0, 64) }))
  }
  return (
    <CodeScanner
      title={t('scanParcel')}
      heading={t('scanHeading')}
      lead={t('scanLead')}
      onCodes={look}
      onBack={onBack}
      notice={notice}
    >
      {typed === null ? (
        <Button kind="secondary" onClick={() => setTyped('')}>
          {t('scanType')}
        </Button>
      ) : (
        <TypedLabel typed={typed} onTyped={setTyped} onLook={(text) => look([text])} />
      )}
    </CodeScanner>
  )
}

interface TypedLabelProps {
  typed: string
  onTyped: (text: string) => void
  onLook: (text: string) => void
}

/** Shows a field for the number on the label, which a ring scanner may type too. */
function TypedLabel({ typed, onTyped, onLook }: TypedLabelProps) {
  const form = useRef<HTMLFormElement>(null)
  const end = useWedgeField(() => form.current?.querySelector('input'), {
    take: (text) => {
      onTyped('')
      if (text.trim()) onLook(text)
    },
  })
  const submit = (event: Event) => {
    event.preventDefault()
    end()
  }
  const input = {
    autoComplete: 'off',
    autoCapitalize: 'characters',
    maxLength: SCANNED_MAX,
    autoFocus: true,
  }
  return (
    <form class="typed-label" ref={form} onSubmit={submit}>
      <Field label={t('scanTyped')} value={typed} onInput={onTyped} input={input} />
      <Button type="submit">{t('scanFind')}</Button>
    </form>
  )
}
