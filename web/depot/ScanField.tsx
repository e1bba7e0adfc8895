import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { SCANNED_MAX } from '../../worker/domain/scanned.ts'
import { useWedgeField } from '../scan/wedge.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { useLazy } from '../ui/hooks.ts'
import { t } from './texts.ts'

interface Props {
  busy: boolean
  problem: string | undefined
  /** The button's words: what a scan does here. */
  yes: string
  /** Takes what was typed, or all that the camera saw together. */
  onScan: (texts: readonly string[]) => void
}

/** Shows a field that always has the focus, as wedge scanners type and press Enter, and the camera. */
export function ScanField({ busy, problem, yes, onScan }: Props) {
  const [typed, setTyped] = useState('')
  const [camera, setCamera] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  // Whatever a scanner types lands here from the first key on, wherever the focus is.
  useLayoutEffect(() => {
    const input = form.current?.querySelector('input')
    const focus = ({ key }: KeyboardEvent) => key.length === 1 && input?.focus()
    // After a choice was made, a scan comes next.
    const back = () => input?.focus()
    input?.focus()
    document.addEventListener('keydown', focus)
    document.addEventListener('change', back)
    return () => {
      document.removeEventListener('keydown', focus)
      document.removeEventListener('change', back)
    }
  }, [])
  const end = useWedgeField(() => form.current?.querySelector('input'), {
    take: (text) => {
      setTyped('')
      if (text.trim()) onScan([text])
    },
  })
  const submit = (event: Event) => {
    event.preventDefault()
    end()
  }
  return (
    // The button is never busy: a busy button would swallow the Enter of the next scan and merge two labels.
    <form class="stack" ref={form} onSubmit={submit} aria-busy={busy}>
      <Field
        label={t('label')}
        value={typed}
        onInput={setTyped}
        error={problem}
        input={{
          autoComplete: 'off',
          autoCapitalize: 'characters',
          maxLength: SCANNED_MAX,
          enterKeyHint: 'done',
        }}
      />
      {camera ? <Camera onScan={onScan} /> : null}
      <div class="row">
        <Button type="submit">{yes}</Button>
        <Button kind="secondary" onClick={() => setCamera(!camera)}>
          {t(camera ? 'stopCamera' : 'camera')}
        </Button>
      </div>
    </form>
  )
}

function Camera({ onScan }: Pick<Props, 'onScan'>) {
  const part = useLazy(() => import('../scan/Scanner.tsx'))
  if (part.state === 'failed')
    return (
      <Button kind="secondary" onClick={part.retry}>
        {t('again')}
      </Button>
    )
  return (
    <div class="depot-camera">
      {part.state === 'ready' ? <part.value.Scanner onScan={onScan} onState={() => {}} /> : null}
    </div>
  )
}
