import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { SCANNED_MAX } from '../../../worker/domain/scanned.ts'
import { useWedgeField } from '../../scan/wedge.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import type { ScanWords } from './scan-words.ts'
import { t } from './texts.ts'

interface Props {
  said: ScanWords | null
  onLabel: (text: string) => void
}

/**
 * Shows a field for a wedge scanner or a typed number. It takes keys wherever the focus is, but does not take
 * the focus itself: that would put a tablet's keyboard over the list.
 */
export function ScanBack({ said, onLabel }: Props) {
  const [typed, setTyped] = useState('')
  const form = useRef<HTMLFormElement>(null)
  // This is a layout effect because a scanner may be faster than an ordinary effect.
  useLayoutEffect(() => {
    const catchKey = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      if (key.length !== 1 || ctrlKey || metaKey || altKey || document.querySelector('dialog[open]')) return
      form.current?.querySelector('input')?.focus()
    }
    document.addEventListener('keydown', catchKey)
    return () => document.removeEventListener('keydown', catchKey)
  }, [])
  const end = useWedgeField(() => form.current?.querySelector('input'), {
    take: (text) => {
      setTyped('')
      if (text.trim()) onLabel(text)
    },
  })
  const submit = (event: Event) => {
    event.preventDefault()
    end()
  }
  return (
    <form class="scan-back" ref={form} onSubmit={submit}>
      <Field
        label={t('label')}
        value={typed}
        onInput={setTyped}
        input={{
          autoComplete: 'off',
          autoCapitalize: 'characters',
          maxLength: SCANNED_MAX,
          enterKeyHint: 'done',
        }}
      />
      <Button type="submit" kind="secondary">
        {t('add')}
      </Button>
      <LastScan said={said} />
    </form>
  )
}

/** Shows the result of the last scan. Its place is reserved, so that the list below does not jump. */
export function LastScan({ said }: { said: ScanWords | null }) {
  return (
    <p class="last-scan" role="status" data-good={said?.good} data-hint={said ? undefined : true}>
      {said ? `${said.good ? '✓' : '✕'} ${said.text}` : t('hint')}
    </p>
  )
}
