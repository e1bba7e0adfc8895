import type { ComponentChildren } from 'preact'
import type { ContractView, Page as PageOf } from '../../../worker/wire/views.ts'
import { LOCALES, locale } from '../../i18n/locale.ts'
import { Button } from '../../ui/Button.tsx'
import { Field, type FieldProps } from '../../ui/Field.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { oneLine, type PointLine } from '../point.ts'
import { useGet } from '../use-get.ts'
import { countriesIn } from './countries.ts'
import { canAddParcel, type Errors, type Form } from './form.ts'
import { t } from './texts.ts'

export interface FieldsProps {
  form: Form
  errors: Errors
  change: (part: Partial<Form>) => void
}

function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <fieldset class="card stack">
      <legend>{title}</legend>
      {children}
    </fieldset>
  )
}

/** A field whose error stands under its path in the request. */
function At({ path, errors, ...rest }: FieldProps & { path: string; errors: Errors }) {
  const error = errors[path]
  return <Field {...rest} error={error ? t(`e.${error}`) : undefined} />
}

/** A choice that changes one field of the form. */
function Choice({
  attributes,
  value,
  onPick,
  children,
}: {
  attributes: Record<string, unknown>
  value: string
  onPick: (value: string) => void
  children: ComponentChildren
}) {
  return (
    <select {...attributes} value={value} onChange={(event) => onPick(event.currentTarget.value)}>
      {children}
    </select>
  )
}

const CODE = { autoComplete: 'off', spellcheck: false, autoCapitalize: 'characters', maxLength: 64 }
const COUNTRY_OF = { kse: 'RU', chronopost: 'FR' }

export function ShipmentFields({
  form,
  errors,
  change,
  contracts,
}: FieldsProps & { contracts: ContractView[] | undefined }) {
  const pick = (contractId: string) => {
    const profile = contracts?.find(({ id }) => id === contractId)?.profile
    change({ contractId, ...(profile && !form.country ? { country: COUNTRY_OF[profile] } : {}) })
  }
  const setLabel = (at: number, label: string) =>
    change({ labels: form.labels.map((old, i) => (i === at ? label : old)) })
  const several = form.labels.length > 1
  return (
    <Group title={t('shipment')}>
      <At
        path="contractId"
        errors={errors}
        label={t('contract')}
        hint={contracts?.length === 0 ? t('noContracts') : undefined}
      >
        {(attributes) => (
          <Choice attributes={attributes} value={form.contractId} onPick={pick}>
            <option value="">{t('choose')}</option>
            {contracts?.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Choice>
        )}
      </At>
      <At
        path="waybill"
        errors={errors}
        label={t('waybill')}
        hint={t('waybillHint')}
        value={form.waybill}
        onInput={(waybill) => change({ waybill })}
        input={CODE}
      />
      {form.labels.map((label, i) => (
        <div key={i} class="with-button">
          <At
            path={`parcels.${i}.label`}
            errors={errors}
            label={several ? t('labelOf', { count: i + 1 }) : t('label')}
            hint={several ? undefined : t('labelHint')}
            value={label}
            onInput={(text) => setLabel(i, text)}
            input={CODE}
          />
          {several ? (
            <Button
              small
              kind="secondary"
              aria-label={t('removeParcel', { count: i + 1 })}
              onClick={() => change({ labels: form.labels.filter((_, other) => other !== i) })}
            >
              ×
            </Button>
          ) : null}
        </div>
      ))}
      {canAddParcel(form) ? (
        <Button small kind="secondary" onClick={() => change({ labels: [...form.labels, ''] })}>
          {t('addParcel')}
        </Button>
      ) : null}
    </Group>
  )
}

export function RecipientFields({ form, errors, change }: FieldsProps) {
  const languages = new Intl.DisplayNames(locale(), { type: 'language' })
  const text = (name: 'name' | 'phone' | 'email', input: FieldProps['input'], hint?: string) => (
    <At
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
      {text('phone', { type: 'tel', maxLength: 40 }, t('phoneHint'))}
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

export function DeliveryFields({ form, errors, change }: FieldsProps) {
  const points = useGet<PageOf<PointLine>>('/api/points')
  const text = (name: 'line1' | 'line2' | 'city' | 'postcode', maxLength: number) => (
    <At
      path={`recipient.address.${name}`}
      errors={errors}
      label={t(name)}
      value={form[name]}
      onInput={(value) => change({ [name]: value })}
      input={{ autoComplete: 'off', maxLength }}
    />
  )
  return (
    <Group title={t('address')}>
      {text('line1', 200)}
      {text('line2', 200)}
      <div class="pair">
        {text('postcode', 16)}
        {text('city', 100)}
      </div>
      <At path="recipient.address.country" errors={errors} label={t('country')}>
        {(attributes) => (
          <Choice attributes={attributes} value={form.country} onPick={(country) => change({ country })}>
            <option value="">{t('choose')}</option>
            {countriesIn(locale()).map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Choice>
        )}
      </At>
      <label class="check">
        <input
          type="checkbox"
          checked={form.inPerson}
          onChange={(event) => change({ inPerson: event.currentTarget.checked })}
        />
        <span>
          {t('inPerson')}
          <span class="small muted">{t('inPersonHint')}</span>
        </span>
      </label>
      <At path="destination.pointId" errors={errors} label={t('point')}>
        {(attributes) => (
          <Choice attributes={attributes} value={form.pointId} onPick={(pointId) => change({ pointId })}>
            <option value="">{t('noPoint')}</option>
            {points.value?.items.map(({ id, name, address }) => (
              <option key={id} value={id}>
                {name}, {oneLine(address)}
              </option>
            ))}
          </Choice>
        )}
      </At>
    </Group>
  )
}
