import type { ComponentChildren } from 'preact'
import { Field, type FieldProps } from '../../ui/Field.tsx'
import { AMOUNT_FAULTS, type AmountFault } from '../amount.ts'
import { amountWords } from '../words.ts'
import type { Errors, FieldError, Form } from './form.ts'
import { t } from './texts.ts'

export interface FieldsProps {
  form: Form
  errors: Errors
  change: (part: Partial<Form>) => void
}

/** Shows a titled part of the form. */
export function Group({
  title,
  class: name = '',
  children,
}: {
  title: string
  class?: string
  children: ComponentChildren
}) {
  return (
    <fieldset class={`card stack ${name}`}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  )
}

const isAmountFault = (error: FieldError): error is AmountFault =>
  (AMOUNT_FAULTS as readonly string[]).includes(error)

/** Says what is wrong with a field. */
export const errorWords = (error: FieldError): string =>
  isAmountFault(error) ? amountWords(error) : t(`e.${error}`)

/** Shows a field with the error that stands under its path in the request. */
export function FieldAt({ path, errors, ...rest }: FieldProps & { path: string; errors: Errors }) {
  const error = errors[path]
  return <Field {...rest} error={error ? errorWords(error) : undefined} />
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
