import type { PersonLine } from '../../worker/api/people/answers.ts'
import { Field } from '../ui/Field.tsx'

export interface CourierSelectProps {
  label: string
  /** What stands there before one is chosen. */
  choose: string
  couriers: readonly PersonLine[] | undefined
  value: string
  onChange: (courierId: string) => void
  error?: string | undefined
  hint?: string | undefined
}

/** One courier of those there are. */
export function CourierSelect({ label, choose, couriers, value, onChange, error, hint }: CourierSelectProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(attributes) => (
        <select {...attributes} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="">{choose}</option>
          {couriers?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
