import { Field } from '../../ui/Field.tsx'
import { PERIODS, type Period, periodIn, periodOf } from './filter.ts'
import { t } from './texts.ts'

/** The first and last day, both included. */
interface Days {
  from: string
  to: string
}

export interface PeriodFieldsProps {
  days: Days
  today: string
  onChange: (days: Days) => void
}

/** Offers the usual periods by name, and any other by its days. */
export function PeriodFields({ days, today, onChange }: PeriodFieldsProps) {
  const { from, to } = days
  const period = periodIn(days, today)
  const choose = (name: string) => {
    if (name in PERIODS) onChange(periodOf(name as Period, today))
  }
  const date = (name: 'from' | 'to') => (
    <Field label={t(name)}>
      {(attributes) => (
        <input
          {...attributes}
          type="date"
          value={days[name]}
          onChange={(event) =>
            event.currentTarget.value && onChange({ from, to, [name]: event.currentTarget.value })
          }
        />
      )}
    </Field>
  )
  return (
    <>
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
    </>
  )
}
