import { useState } from 'preact/hooks'
import type { ContractLine } from '../../../worker/api/contracts/answers.ts'
import { API_SCOPES } from '../../../worker/domain/roles.ts'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { Field } from '../../ui/Field.tsx'
import { Confirm } from '../parts.tsx'
import { ShownOnce } from '../ShownOnce.tsx'
import { EMPTY, type KeyForm, missingFields, requestOf, type Scope } from './scopes.ts'
import { t } from './texts.ts'

export interface NewKeyProps {
  contracts: readonly ContractLine[]
  /** Called when a key was created, so that the list is read again. */
  onMade: () => void
  onClose: () => void
}

/** Creates a key and shows its text once. */
export function NewKey({ contracts, onMade, onClose }: NewKeyProps) {
  const [form, setForm] = useState<KeyForm>(EMPTY)
  const [tried, setTried] = useState(false)
  const [key, setKey] = useState('')
  const { busy, failure, send } = useSend()
  const lacks = tried ? missingFields(form) : []
  const make = async () => {
    setTried(true)
    if (missingFields(form).length > 0) return
    const answer = await send(api.keys.create, {}, requestOf(form))
    if (!answer?.ok) return
    setKey(answer.data.key)
    onMade()
  }
  const toggle = (scope: Scope) =>
    setForm({
      ...form,
      scopes: API_SCOPES.filter((one) => (one === scope) !== form.scopes.includes(one)),
    })
  if (key)
    return (
      <ShownOnce
        title={t('madeTitle', { name: form.name.trim() })}
        label={t('key')}
        secret={key}
        onClose={onClose}
      >
        <div class="small">
          <p>{t('howTo')}</p>
          <pre class="wire">Authorization: Bearer …</pre>
        </div>
      </ShownOnce>
    )
  return (
    <Confirm
      open
      title={t('newTitle')}
      yes={t('create')}
      busy={busy}
      failure={failure}
      onYes={() => void make()}
      onClose={onClose}
    >
      <Field
        label={t('name')}
        hint={t('nameHint')}
        value={form.name}
        onInput={(name) => setForm({ ...form, name })}
        input={{ maxLength: 120, autoComplete: 'off' }}
        error={lacks.includes('name') ? t('e.name') : undefined}
      />
      <Field label={t('contract')} hint={form.contractId ? undefined : t('contractHint')}>
        {(attributes) => (
          <select
            {...attributes}
            value={form.contractId}
            onChange={(event) => setForm({ ...form, contractId: event.currentTarget.value })}
          >
            <option value="">{t('allContracts')}</option>
            {contracts.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <fieldset class="choices">
        <legend>{t('scopes')}</legend>
        {API_SCOPES.map((scope) => (
          <label key={scope} class="check">
            <input type="checkbox" checked={form.scopes.includes(scope)} onChange={() => toggle(scope)} />
            <span>
              {t(`scope.${scope}`)}
              <span class="small muted">{t(`what.${scope}`)}</span>
            </span>
          </label>
        ))}
        <span class="error" role="alert">
          {lacks.includes('scopes') ? t('e.scopes') : null}
        </span>
      </fieldset>
    </Confirm>
  )
}
