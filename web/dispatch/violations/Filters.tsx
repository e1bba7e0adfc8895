import { Button } from '../../ui/Button.tsx'
import { monthName } from '../measure.ts'
import { optionsOf, SelectFilter, type SelectFilterProps } from '../SelectFilter.tsx'
import { t as shell } from '../texts.ts'
import { type Filter, isFiltered, NO_FILTER, STATES } from './filter.ts'
import { t } from './texts.ts'

export interface FiltersProps {
  filter: Filter
  months: readonly string[]
  providers: readonly { id: string; name: string }[]
  onChange: (filter: Filter) => void
}

/** Offers filters for month, provider and state. Every change goes into the address. */
export function Filters({ filter, months, providers, onChange }: FiltersProps) {
  const choice = (name: keyof Filter, any: string, options: SelectFilterProps['options']) => (
    <SelectFilter
      label={t(name)}
      any={any}
      value={filter[name]}
      options={options}
      onPick={(value) => onChange({ ...filter, [name]: value })}
    />
  )
  return (
    <search>
      <div class="filters">
        {choice(
          'month',
          t('anyMonth'),
          // The address may name a month without violations.
          [...new Set([...months, ...(filter.month ? [filter.month] : [])])].map((value) => ({
            value,
            label: monthName(value),
          })),
        )}
        {choice('provider', t('anyProvider'), optionsOf(providers))}
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
