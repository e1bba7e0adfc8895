import { Field } from '../ui/Field.tsx'

export interface SelectFilterProps {
  label: string
  /** What stands for no filter. */
  any: string
  value: string
  options: readonly { value: string; label: string }[]
  onPick: (value: string) => void
}

/** One of some values, or any. An address may name one that is not among them: it is shown as it stands. */
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

/** Things with a name as options of a filter. */
export const named = (things: readonly { id: string; name: string }[]) =>
  things.map(({ id, name }) => ({ value: id, label: name }))
