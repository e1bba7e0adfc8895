import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { useLazy } from '../ui/hooks.ts'
import { t } from './texts.ts'

interface Props {
  busy: boolean
  problem: string | undefined
  /** What the button says: what a scan does here. */
  yes: string
  onLabel: (label: string) => void
}

/** A field that always has the focus, as wedge scanners type and press Enter; the camera is the other way. */
export function ScanField({ busy, problem, yes, onLabel }: Props) {
  const [typed, setTyped] = useState('')
  const [camera, setCamera] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  // Whatever has the focus, what a scanner types lands here.
  useEffect(() => {
    const input = form.current?.querySelector('input')
    const focus = ({ key }: KeyboardEvent) => key.length === 1 && input?.focus()
    // A choice is made: the next thing that happens is a scan.
    const back = () => input?.focus()
    input?.focus()
    document.addEventListener('keydown', focus)
    document.addEventListener('change', back)
    return () => {
      document.removeEventListener('keydown', focus)
      document.removeEventListener('change', back)
    }
  }, [])
  const submit = (event: Event) => {
    event.preventDefault()
    const label = typed.trim()
    setTyped('')
    if (label) onLabel(label)
  }
  return (
    <form class="stack" ref={form} onSubmit={submit}>
      <Field
        label={t('label')}
        value={typed}
        onInput={setTyped}
        error={problem}
        input={{ autoComplete: 'off', autoCapitalize: 'characters', maxLength: 64, enterKeyHint: 'done' }}
      />
      {camera ? <Camera onLabel={onLabel} /> : null}
      <div class="row">
        <Button type="submit" busy={busy}>
          {yes}
        </Button>
        <Button kind="secondary" onClick={() => setCamera(!camera)}>
          {t(camera ? 'stopCamera' : 'camera')}
        </Button>
      </div>
    </form>
  )
}

function Camera({ onLabel }: { onLabel: (label: string) => void }) {
  const part = useLazy(() => import('../scan/Scanner.tsx'))
  if (part.state === 'failed')
    return (
      <Button kind="secondary" onClick={part.retry}>
        {t('again')}
      </Button>
    )
  return (
    <div class="depot-camera">
      {part.state === 'ready' ? <part.value.Scanner onScan={onLabel} onState={() => {}} /> : null}
    </div>
  )
}
