import { Field } from '../ui/Field.tsx'

export interface SelectFilterProps {
  label: string
  /** The option that stands for no filter. */
  any: string
  value: string
  options: readonly { value: string; label: string }[]
  onPick: (value: string) => void
}

/**
 * Offers one of several values, or any. A value from the address that is not among them is shown as it is.
 */
export function SelectFilter({ label, any, value, options, onPick }: SelectFilterProps) {
  const unknown = value !== '' && !options.some((option) => option.value === value)
  return (
    <Field label={label}>
      {(attributes) => (
        <select {...attributes} value={value} onChange={(event) => onPick(event.currentTarget.value)}>
          <option value="">{any}</option>
          {unknown ? <option value={value}>{value}</option> : null}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** Turns named things into options of a filter. */
export const optionsOf = (things: readonly { id: string; name: string }[]) =>
  things.map(({ id, name }) => ({ value: id, label: name }))
