import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { monthName } from '../measure.ts'
import { t as shell } from '../texts.ts'
import { type Filter, isFiltered, NO_FILTER, STATES } from './filter.ts'
import { t } from './texts.ts'

export interface FiltersProps {
  filter: Filter
  months: readonly string[]
  providers: readonly { id: string; name: string }[]
  onChange: (filter: Filter) => void
}

/** Month, provider and state. Every change goes into the address. */
export function Filters({ filter, months, providers, onChange }: FiltersProps) {
  const choice = (name: keyof Filter, any: string, options: readonly { value: string; label: string }[]) => (
    <Field label={t(name)}>
      {(attributes) => (
        <select
          {...attributes}
          value={filter[name]}
          onChange={(event) => onChange({ ...filter, [name]: event.currentTarget.value })}
        >
          <option value="">{any}</option>
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  // An address may name a month that has nothing in it.
  const named = filter.month && !months.includes(filter.month) ? [filter.month, ...months] : months
  return (
    <search>
      <div class="filters">
        {choice(
          'month',
          t('anyMonth'),
          named.map((value) => ({ value, label: monthName(value) })),
        )}
        {choice(
          'provider',
          t('anyProvider'),
          providers.map(({ id, name }) => ({ value: id, label: name })),
        )}
        {choice(
          'state',
          t('anyState'),
          STATES.map((value) => ({ value, label: t(`state.${value}`) })),
        )}
        {isFiltered(filter) ? (
          <Button small kind="secondary" onClick={() => onChange(NO_FILTER)}>
            {shell('reset')}
          </Button>
        ) : null}
      </div>
    </search>
  )
}
