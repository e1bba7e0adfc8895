import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { Field } from '../../ui/Field.tsx'
import { Confirm } from '../parts.tsx'
import type { Provider } from './provider.ts'
import { t } from './texts.ts'

const NAME = { maxLength: 120, autoComplete: 'off' }

export function AddProvider({ onDone, onClose }: { onDone: (name: string) => void; onClose: () => void }) {
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, failure, send } = useSend()
  const add = async () => {
    setTried(true)
    if (!name.trim()) return
    const answer = await send(api.people.createProvider, {}, { name: name.trim() })
    if (answer?.ok) onDone(name.trim())
  }
  return (
    <Confirm
      open
      title={t('addProvider')}
      yes={t('add')}
      busy={busy}
      failure={failure}
      onYes={() => void add()}
      onClose={onClose}
    >
      <Field
        label={t('name')}
        value={name}
        onInput={setName}
        input={NAME}
        error={tried && !name.trim() ? t('e.required') : undefined}
      />
    </Confirm>
  )
}

export interface AddCourierProps {
  providers: Provider[] | undefined
  onDone: (courier: { id: string; name: string }) => void
  onClose: () => void
}

export function AddCourier({ providers, onDone, onClose }: AddCourierProps) {
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, failure, send } = useSend()
  // With one provider there is nothing to choose.
  const providerId = chosen || (providers?.length === 1 ? (providers[0]?.id ?? '') : '')
  const add = async () => {
    setTried(true)
    if (!name.trim() || !providerId) return
    const answer = await send(api.people.createCourier, {}, { name: name.trim(), providerId })
    if (answer?.ok) onDone({ id: answer.data.id, name: name.trim() })
  }
  return (
    <Confirm
      open
      title={t('addCourier')}
      yes={t('add')}
      busy={busy}
      failure={failure}
      onYes={() => void add()}
      onClose={onClose}
    >
      <Field
        label={t('name')}
        value={name}
        onInput={setName}
        input={NAME}
        error={tried && !name.trim() ? t('e.required') : undefined}
      />
      <Field
        label={t('provider')}
        hint={providers?.length === 0 ? t('noProviders') : undefined}
        error={tried && !providerId ? t('e.provider') : undefined}
      >
        {(attributes) => (
          <select
            {...attributes}
            value={providerId}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            <option value="">{t('chooseProvider')}</option>
            {providers?.map((provider) => (
              <option key={provider.id} value={provider.id}>
                {provider.name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </Confirm>
  )
}
