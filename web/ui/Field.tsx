import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

export interface FieldProps {
  label: string
  /** Without `value` and `onInput`, pass the control as child: `(attributes) => <select {...attributes}>`. */
  value?: string | undefined
  onInput?: ((value: string) => void) | undefined
  hint?: ComponentChildren
  /** What is wrong and what to do, shown beside the field and read out. */
  error?: string | undefined
  multiline?: boolean | undefined
  /** Further attributes of the input, such as `type`, `inputMode`, `autoComplete`, `maxLength` or `name`. */
  input?: Record<string, string | number | boolean | undefined> | undefined
  children?: (attributes: Record<string, unknown>) => ComponentChildren
}

/** Shows a labelled input. Hint and error belong to it for screen readers too. */
export function Field({ label, value, onInput, hint, error, multiline, input, children }: FieldProps) {
  const id = useId()
  const attributes = {
    ...input,
    id,
    'aria-invalid': Boolean(error),
    'aria-describedby': `${id}-hint ${id}-error`,
  }
  const typed = { value, onInput: (event: Event) => onInput?.((event.target as HTMLInputElement).value) }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children ? (
        children(attributes)
      ) : multiline ? (
        <textarea rows={3} {...(attributes as object)} {...typed} />
      ) : (
        <input {...(attributes as object)} {...typed} />
      )}
      {hint ? (
        <span class="small muted" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      <span class="error" id={`${id}-error`} role="alert">
        {error}
      </span>
    </div>
  )
}
