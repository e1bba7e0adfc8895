import { api } from '../../api/call.ts'
import { locale } from '../../i18n/locale.ts'
import { useGet } from '../../office/use-get.ts'
import { oneLine } from '../point.ts'
import { countriesIn } from './countries.ts'
import { Choice, FieldAt, type FieldsProps, Group } from './field-parts.tsx'
import { t } from './texts.ts'

/** Shows the address and the way of delivery, with a point in place of the address if one is chosen. */
export function DeliveryFields({ form, errors, change }: FieldsProps) {
  const points = useGet(api.people.listPoints, {})
  const text = (name: 'line1' | 'line2' | 'city' | 'postcode', maxLength: number) => (
    <FieldAt
      path={`recipient.address.${name}`}
      errors={errors}
      label={t(name)}
      value={form[name]}
      onInput={(value) => change({ [name]: value })}
      input={{ autoComplete: 'off', maxLength }}
    />
  )
  const moment = (name: 'windowFrom' | 'windowTo', path: string) => (
    <FieldAt
      path={path}
      errors={errors}
      label={t(name)}
      value={form[name]}
      onInput={(value) => change({ [name]: value })}
      input={{ type: 'datetime-local' }}
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
      <FieldAt path="recipient.address.country" errors={errors} label={t('country')}>
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
      </FieldAt>
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
      <FieldAt path="instructions" errors={errors} label={t('instructions')} hint={t('instructionsHint')}>
        {(attributes) => (
          <textarea
            {...attributes}
            rows={2}
            maxLength={300}
            value={form.instructions}
            onInput={(event) => change({ instructions: event.currentTarget.value })}
          />
        )}
      </FieldAt>
      <div class="pair">
        {moment('windowFrom', 'window.from')}
        {moment('windowTo', 'window.to')}
      </div>
      <FieldAt path="destination.pointId" errors={errors} label={t('point')}>
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
      </FieldAt>
    </Group>
  )
}
