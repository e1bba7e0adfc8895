import type { PersonLine } from '../../../worker/api/people/answers.ts'
import { Button } from '../../ui/Button.tsx'
import { optionsOf, SelectFilter } from '../SelectFilter.tsx'
import { t as shell } from '../texts.ts'
import { type Filter, isFiltered, NO_FILTER, UNSEEN_DAYS } from './filter.ts'
import { t } from './texts.ts'

export interface FiltersProps {
  filter: Filter
  people: readonly PersonLine[]
  onChange: (filter: Filter) => void
}

/** Offers filters for person, last use, unsent acts and revocation. Every change goes into the address. */
export function Filters({ filter, people, onChange }: FiltersProps) {
  return (
    <search>
      <div class="filters">
        <SelectFilter
          label={t('person')}
          any={t('anyPerson')}
          value={filter.person}
          options={optionsOf(people)}
          onPick={(person) => onChange({ ...filter, person })}
        />
        <SelectFilter
          label={t('lastSeen')}
          any={t('anyTime')}
          value={filter.unseen}
          options={UNSEEN_DAYS.map((value) => ({ value, label: t('unseenFor', { count: Number(value) }) }))}
          onPick={(unseen) => onChange({ ...filter, unseen })}
        />
        <SelectFilter
          label={t('unsent')}
          any={t('anyUnsent')}
          value={filter.unsent}
          options={[{ value: 'yes', label: t('withUnsent') }]}
          onPick={(unsent) => onChange({ ...filter, unsent: unsent === 'yes' ? 'yes' : '' })}
        />
        <SelectFilter
          label={t('status')}
          any={t('anyStatus')}
          value={filter.revoked}
          options={(['no', 'yes'] as const).map((value) => ({ value, label: t(`revoked.${value}`) }))}
          onPick={(revoked) => onChange({ ...filter, revoked: revoked as Filter['revoked'] })}
        />
        {isFiltered(filter) ? (
          <Button small kind="secondary" onClick={() => onChange(NO_FILTER)}>
            {shell('reset')}
          </Button>
        ) : null}
      </div>
    </search>
  )
}
