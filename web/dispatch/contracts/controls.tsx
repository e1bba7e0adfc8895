import { useId } from 'preact/hooks'
import { Segmented } from '../../ui/Segmented.tsx'
import { t } from './texts.ts'

interface Option<V extends string> {
  value: V
  label: string
}

export function Switch({
  label,
  value,
  onChange,
}: {
  label: string
  value: boolean
  onChange: (value: boolean) => void
}) {
  return (
    <Segmented
      label={label}
      value={value ? 'yes' : 'no'}
      options={[
        { value: 'yes', label: t('yes') },
        { value: 'no', label: t('no') },
      ]}
      onChange={(next) => onChange(next === 'yes')}
    />
  )
}

/** Offers one of a few options, each with its full text. */
export function Choice<V extends string>({
  value,
  options,
  onChange,
}: {
  value: V
  options: readonly Option<V>[]
  onChange: (value: V) => void
}) {
  const name = useId()
  return (
    <div class="options">
      {options.map((option) => (
        <label key={option.value} class="check">
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  )
}

/** Offers any of a few options. The chosen ones keep the order of the options. */
export function MultipleChoice<V extends string>({
  value,
  options,
  onChange,
}: {
  value: readonly V[]
  options: readonly Option<V>[]
  onChange: (value: V[]) => void
}) {
  const toggle = (one: V, on: boolean) =>
    onChange(
      options.map((option) => option.value).filter((each) => (each === one ? on : value.includes(each))),
    )
  return (
    <div class="options">
      {options.map((option) => (
        <label key={option.value} class="check">
          <input
            type="checkbox"
            checked={value.includes(option.value)}
            onChange={(event) => toggle(option.value, event.currentTarget.checked)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  )
}

/** Edits a whole number with its label. Text that is no number counts as 0; where 0 is no value, it is refused. */
export function WholeNumberField({
  label,
  value,
  min = 1,
  max,
  onChange,
}: {
  label: string
  value: number
  min?: number
  max: number
  onChange: (value: number) => void
}) {
  const id = useId()
  return (
    <span class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={min}
        max={max}
        step={1}
        value={min === 0 ? value : value || ''}
        onInput={(event) => onChange(Math.trunc(Number(event.currentTarget.value)) || 0)}
      />
    </span>
  )
}

interface WholeNumberFieldsProps<K extends string> {
  keys: readonly K[]
  label: (key: K) => string
  values: Record<K, number>
  max: number
  onChange: (values: Record<K, number>) => void
}

/** Edits a whole number of each of some kinds, at least 1. */
export function WholeNumberFields<K extends string>({
  keys,
  label,
  values,
  max,
  onChange,
}: WholeNumberFieldsProps<K>) {
  return (
    <div class="wholes">
      {keys.map((key) => (
        <WholeNumberField
          key={key}
          label={label(key)}
          value={values[key]}
          max={max}
          onChange={(value) => onChange({ ...values, [key]: value })}
        />
      ))}
    </div>
  )
}

/** Edits a phone number in international form. Typed spaces, brackets and dots are dropped; empty is null. */
export function PhoneControl({
  value,
  onChange,
}: {
  value: string | null
  onChange: (value: string | null) => void
}) {
  return (
    <span class="field">
      <input
        type="tel"
        autoComplete="off"
        maxLength={24}
        placeholder="+33123456789"
        aria-label={t('f.helpPhone')}
        value={value ?? ''}
        onInput={(event) => onChange(event.currentTarget.value.replace(/[^\d+]/g, '') || null)}
      />
    </span>
  )
}
