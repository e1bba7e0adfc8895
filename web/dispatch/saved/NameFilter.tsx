import { useState } from 'preact/hooks'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { t as shell } from '../texts.ts'
import { NAME_MAX } from './store.ts'
import { t } from './texts.ts'

export interface NameFilterProps {
  names: readonly string[]
  full: boolean
  onSave: (name: string) => void
  onClose: () => void
}

/** Asks for a name for the current filter. */
export function NameFilter({ names, full, onSave, onClose }: NameFilterProps) {
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const given = name.trim()
  const known = names.includes(given)
  const error = full && !known ? t('full') : given ? undefined : t('e.name')
  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (!error) onSave(given)
  }
  return (
    <Dialog open title={t('saveTitle')} onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <Field
          label={t('name')}
          hint={known ? t('replace') : t('nameHint')}
          value={name}
          onInput={setName}
          input={{ maxLength: NAME_MAX, autoComplete: 'off' }}
          error={tried ? error : undefined}
        />
        <div class="row dialog-actions">
          <Button small kind="secondary" onClick={onClose}>
            {shell('cancel')}
          </Button>
          <Button small type="submit">
            {t('yes')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
