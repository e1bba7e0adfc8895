import { Button } from '../../ui/Button.tsx'
import { optionsOf, SelectFilter } from '../SelectFilter.tsx'
import { t as shell } from '../texts.ts'
import type { Filter } from './filter.ts'
import { PeriodFields } from './PeriodFields.tsx'
import { t } from './texts.ts'

type Named = readonly { id: string; name: string }[]

export interface FiltersProps {
  filter: Filter
  today: string
  contracts: Named
  providers: Named
  couriers: Named
  onChange: (filter: Filter) => void
}

/** Offers filters for period, contract, provider and courier. Every change goes into the address. */
export function Filters({ filter, today, contracts, providers, couriers, onChange }: FiltersProps) {
  const choice = (name: 'contract' | 'provider' | 'courier', any: string, options: Named) => (
    <SelectFilter
      label={t(name)}
      any={any}
      value={filter[name]}
      options={optionsOf(options)}
      onPick={(value) => onChange({ ...filter, [name]: value })}
    />
  )
  const narrowed = filter.contract || filter.provider || filter.courier
  return (
    <search>
      <div class="filters stats-filters">
        <PeriodFields days={filter} today={today} onChange={(days) => onChange({ ...filter, ...days })} />
        {choice('contract', t('anyContract'), contracts)}
        {choice('provider', t('anyProvider'), providers)}
        {choice('courier', t('anyCourier'), couriers)}
        {narrowed ? (
          <Button
            small
            kind="secondary"
            onClick={() => onChange({ ...filter, contract: '', provider: '', courier: '' })}
          >
            {shell('reset')}
          </Button>
        ) : null}
      </div>
    </search>
  )
}
