import type { PersonLine } from '../../../worker/api/people/answers.ts'
import { Button } from '../../ui/Button.tsx'
import { optionsOf, SelectFilter } from '../SelectFilter.tsx'
import { t as shell } from '../texts.ts'
import { ACTIONS } from './actions.ts'
import { type Filter, isFiltered, NO_FILTER } from './filter.ts'
import { t } from './texts.ts'

const OPTIONS = Object.entries(ACTIONS).map(([action, name]) => ({
  route: action.slice(action.indexOf(' ') + 1),
  name,
}))

export interface FiltersProps {
  filter: Filter
  people: readonly PersonLine[]
  onChange: (filter: Filter) => void
}

/** Offers filters for person and action. Every change goes into the address. */
export function Filters({ filter, people, onChange }: FiltersProps) {
  const pick = (name: keyof Filter) => (value: string) => onChange({ ...filter, [name]: value })
  return (
    <search>
      <div class="filters">
        <SelectFilter
          label={t('person')}
          any={t('anyPerson')}
          value={filter.person}
          options={optionsOf(people)}
          onPick={pick('person')}
        />
        <SelectFilter
          label={t('action')}
          any={t('anyAction')}
          value={filter.route}
          options={OPTIONS.map(({ route, name }) => ({ value: route, label: t(`act.${name}`) }))}
          onPick={pick('route')}
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
