import type * as v from 'valibot'

const ERRORS_MAX = 20

/**
 * A field of a request by its dotted path, and what is wrong with it. It never holds the field's value, which
 * may be a PIN.
 */
export interface FieldError {
  field: string
  code: string
}

/** Returns the code of an issue, without the value that caused it. */
function codeOf(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object') return issue.expected === 'never' ? 'unknown-field' : 'required'
  if (issue.type === 'check') return /^[a-z-]+$/.test(issue.message) ? issue.message : 'invalid'
  return issue.type.replaceAll('_', '-')
}

/**
 * Returns the path of an issue. An unknown field's name is submitted text too, so it is cut to a harmless
 * form.
 */
function fieldOf(issue: v.BaseIssue<unknown>): string {
  const path = (issue.path ?? []).map((item) => String(item.key)).join('.')
  return path.replace(/[^A-Za-z0-9_.-]/g, '?').slice(0, 80)
}

/** Returns the fields that are wrong, each with its code and without its value. */
export function errorsOf(issues: readonly v.BaseIssue<unknown>[]): FieldError[] {
  return issues.slice(0, ERRORS_MAX).map((issue) => ({ field: fieldOf(issue), code: codeOf(issue) }))
}
