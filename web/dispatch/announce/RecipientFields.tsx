import { LOCALES } from '../../../worker/domain/terms.ts'
import { locale } from '../../i18n/locale.ts'
import { Field, type FieldProps } from '../../ui/Field.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { readPhone } from '../contact.ts'
import { Choice, FieldAt, type FieldsProps, Group } from './field-parts.tsx'
import { type Form, phoneIn } from './form.ts'
import { t } from './texts.ts'

/** Shows who receives, how they are reached, and in which language. */
export function RecipientFields({ form, errors, change }: FieldsProps) {
  const languages = new Intl.DisplayNames(locale(), { type: 'language' })
  const text = (name: 'name' | 'phone' | 'email', input: FieldProps['input'], hint?: string) => (
    <FieldAt
      path={`recipient.${name}`}
      errors={errors}
      label={t(name)}
      hint={hint}
      value={form[name]}
      onInput={(value) => change({ [name]: value })}
      input={{ autoComplete: 'off', ...input }}
    />
  )
  return (
    <Group title={t('recipient')}>
      <Segmented
        label={t('kind')}
        value={form.kind}
        options={[
          { value: 'consumer', label: t('consumer') },
          { value: 'business', label: t('business') },
        ]}
        onChange={(kind) => change({ kind })}
      />
      {text('name', { maxLength: 120 })}
      {text('phone', { type: 'tel', maxLength: 40 }, phoneHint(form))}
      {text('email', { type: 'email', maxLength: 254 })}
      <Field label={t('language')}>
        {(attributes) => (
          <Choice
            attributes={attributes}
            value={form.locale}
            onPick={(value) => change({ locale: value as Form['locale'] })}
          >
            <option value="">{t('ofContract')}</option>
            {LOCALES.map((name) => (
              <option key={name} value={name}>
                {languages.of(name)}
              </option>
            ))}
          </Choice>
        )}
      </Field>
    </Group>
  )
}

/** Says how the typed number is read, so that a wrong one is seen before it is sent. */
function phoneHint(form: Form): string {
  const read = phoneIn(form, readPhone)
  if (!read?.ok) return t('phoneHint')
  return t(read.several ? 'phoneSeveral' : 'phoneTaken', { number: read.number })
}
