import type { PersonLine } from '../../worker/api/people/answers.ts'
import { Field } from '../ui/Field.tsx'

export interface CourierSelectProps {
  label: string
  /** The option shown before a courier is chosen. */
  choose: string
  couriers: readonly PersonLine[] | undefined
  value: string
  onChange: (courierId: string) => void
  error?: string | undefined
  hint?: string | undefined
}

/** Offers one courier from a list. */
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
