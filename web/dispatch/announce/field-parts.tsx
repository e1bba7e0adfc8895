import type { ComponentChildren } from 'preact'
import { Field, type FieldProps } from '../../ui/Field.tsx'
import type { Errors, Form } from './form.ts'
import { t } from './texts.ts'

export interface FieldsProps {
  form: Form
  errors: Errors
  change: (part: Partial<Form>) => void
}

/** Shows a titled part of the form. */
export function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <fieldset class="card stack">
      <legend>{title}</legend>
      {children}
    </fieldset>
  )
}

/** Shows a field with the error that stands under its path in the request. */
export function FieldAt({ path, errors, ...rest }: FieldProps & { path: string; errors: Errors }) {
  const error = errors[path]
  return <Field {...rest} error={error ? t(`e.${error}`) : undefined} />
}

/** Shows a choice that changes one field of the form. */
export function Choice({
  attributes,
  value,
  onPick,
  children,
}: {
  attributes: Record<string, unknown>
  value: string
  onPick: (value: string) => void
  children: ComponentChildren
}) {
  return (
    <select {...attributes} value={value} onChange={(event) => onPick(event.currentTarget.value)}>
      {children}
    </select>
  )
}
