import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { optionsOf, SelectFilter } from '../SelectFilter.tsx'
import { t as shell } from '../texts.ts'
import { type Filter, PERIODS, type Period, periodIn, periodOf } from './filter.ts'
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
  const period = periodIn(filter, today)
  const choose = (name: string) => {
    if (name in PERIODS) onChange({ ...filter, ...periodOf(name as Period, today) })
  }
  const date = (name: 'from' | 'to') => (
    <Field label={t(name)}>
      {(attributes) => (
        <input
          {...attributes}
          type="date"
          value={filter[name]}
          onChange={(event) =>
            event.currentTarget.value && onChange({ ...filter, [name]: event.currentTarget.value })
          }
        />
      )}
    </Field>
  )
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
        <Field label={t('period')}>
          {(attributes) => (
            <select
              {...attributes}
              value={period ?? ''}
              onChange={(event) => choose(event.currentTarget.value)}
            >
              {period === null ? <option value="">{t('period.own')}</option> : null}
              {(Object.keys(PERIODS) as Period[]).map((name) => (
                <option key={name} value={name}>
                  {t(`period.${name}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {date('from')}
        {date('to')}
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
