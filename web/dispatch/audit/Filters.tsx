import type { PersonLine } from '../../../worker/wire/views.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
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

/** Who and what. Every change goes into the address. */
export function Filters({ filter, people, onChange }: FiltersProps) {
  const pick = (name: keyof Filter) => (event: Event) =>
    onChange({ ...filter, [name]: (event.currentTarget as HTMLSelectElement).value })
  return (
    <search>
      <div class="filters">
        <Field label={t('person')}>
          {(attributes) => (
            <select {...attributes} value={filter.person} onChange={pick('person')}>
              <option value="">{t('anyPerson')}</option>
              {people.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('action')}>
          {(attributes) => (
            <select {...attributes} value={filter.route} onChange={pick('route')}>
              <option value="">{t('anyAction')}</option>
              {OPTIONS.map(({ route, name }) => (
                <option key={route} value={route}>
                  {t(`act.${name}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {isFiltered(filter) ? (
          <Button small kind="secondary" onClick={() => onChange(NO_FILTER)}>
            {shell('reset')}
          </Button>
        ) : null}
      </div>
    </search>
  )
}
