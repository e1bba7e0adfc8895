import type { FactType } from '../../../worker/domain/event.ts'
import { Field } from '../../ui/Field.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { EPCIS_EVENTS, EVENTS, EVENTS_BY_GROUP } from './events.ts'
import { type AddressError, FORMATS, type FormErrors, type WebhookForm } from './form.ts'
import { t } from './texts.ts'

export interface FieldsProps {
  form: WebhookForm
  errors: FormErrors
  /** The server's refusal of the address. */
  refused: AddressError | null
  onChange: (form: WebhookForm) => void
}

/** Shows what can be changed of an endpoint at any time: address, events and format. */
export function Fields({ form, errors, refused, onChange }: FieldsProps) {
  const urlError = errors.url ? t('e.url') : refused ? t(`url.${refused}`) : undefined
  return (
    <>
      <Field
        label={t('url')}
        hint={t('urlHint')}
        value={form.url}
        onInput={(url) => onChange({ ...form, url })}
        input={{ type: 'url', maxLength: 500, autoComplete: 'off', spellcheck: false, inputMode: 'url' }}
        error={urlError}
      />
      <div class="field">
        <span class="label">{t('format')}</span>
        <Segmented
          label={t('format')}
          value={form.format}
          options={FORMATS.map((value) => ({ value, label: t(`format.${value}`) }))}
          onChange={(format) => onChange({ ...form, format })}
        />
        <span class="small muted">{t(`formatHint.${form.format}`)}</span>
      </div>
      <div class="field">
        <span class="label">{t('events')}</span>
        <Segmented
          label={t('events')}
          value={form.which}
          options={(['all', 'some'] as const).map((value) => ({ value, label: t(`which.${value}`) }))}
          onChange={(which) => onChange({ ...form, which })}
        />
        {form.which === 'some' ? <Events form={form} onChange={onChange} /> : null}
        <span class="error" role="alert">
          {errors.events ? t('e.events') : null}
        </span>
      </div>
    </>
  )
}

function Events({ form, onChange }: Pick<FieldsProps, 'form' | 'onChange'>) {
  const toggle = (type: FactType) =>
    onChange({
      ...form,
      events: EVENTS.filter((one) => (one === type) !== form.events.includes(one)),
    })
  const unsent = (type: FactType) => form.format === 'epcis' && !EPCIS_EVENTS.includes(type)
  return (
    <div class="event-groups">
      {EVENTS_BY_GROUP.map(([group, types]) => (
        <fieldset key={group} class="choices">
          <legend>{t(`group.${group}`)}</legend>
          {types.map((type) => (
            <label key={type} class="check">
              <input type="checkbox" checked={form.events.includes(type)} onChange={() => toggle(type)} />
              <span>
                {t(`event.${type}`)}
                <span class="small muted mono">{unsent(type) ? t('noEpcis') : type}</span>
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  )
}
