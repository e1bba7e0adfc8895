import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { type Policy, PROFILES } from '../../../worker/domain/policy.ts'
import { policyWarnings } from '../../../worker/domain/policy-warnings.ts'
import { Button } from '../../ui/Button.tsx'
import { type Draft, differs, faultsAt, type PolicyFieldFault, withChannels } from './draft.ts'
import { t } from './texts.ts'
import { valueWord } from './words.ts'

export interface FieldsProps {
  draft: Draft
  faults: readonly PolicyFieldFault[]
  /** Fields that protect less than in the version in force (R1). */
  weaker: readonly (keyof Policy)[]
  onPolicy: (policy: Policy) => void
}

/** Shows one field of the policy: its effect at the door, its control, what to know, the profile's value, its faults. */
export function PolicyField({
  field,
  alone,
  draft,
  faults,
  weaker,
  onPolicy,
  children,
}: FieldsProps & {
  field: keyof Policy
  /** The only field of its group, whose title already names it. */
  alone: boolean
  children: ComponentChildren
}) {
  const id = useId()
  const own = differs(draft, field)
  const wrong = faultsAt(faults, field)
  // Each text of a wording shows its own faults beside it.
  const said = field === 'wording' ? [] : wrong
  const profile = PROFILES[draft.profile]
  const warnings = policyWarnings(draft.policy).filter((warning) => warning.field === field)
  const reset = () =>
    onPolicy(
      field === 'channels'
        ? withChannels(draft.policy, profile.channels)
        : { ...draft.policy, [field]: profile[field] },
    )
  return (
    <fieldset
      class="policy-field"
      data-field={field}
      data-own={own || undefined}
      data-wrong={wrong.length > 0 || undefined}
      aria-describedby={`${id}-help ${id}-warning ${id}-weaker ${id}-profile ${id}-error`}
    >
      <legend class={alone ? 'sr' : undefined}>{t(`f.${field}`)}</legend>
      <p class="small muted" id={`${id}-help`}>
        {t(`h.${field}`)}
      </p>
      {children}
      <p class="weaker small" id={`${id}-warning`} role="status">
        {warnings.map(({ code }) => t(`w.${code}.${draft.policy.withoutCode}`)).join(' ') || null}
      </p>
      <p class="weaker small" id={`${id}-weaker`} role="status">
        {weaker.includes(field) ? t('weaker') : null}
      </p>
      <div class="of-profile small">
        <span class="muted" id={`${id}-profile`}>
          {t('inProfile', { value: valueWord(field, profile[field] as never) })}
        </span>
        {own ? (
          <Button
            small
            kind="secondary"
            onClick={reset}
            aria-label={t('resetName', { field: t(`f.${field}`) })}
          >
            {t('reset')}
          </Button>
        ) : null}
      </div>
      <FaultList id={`${id}-error`} faults={said} />
    </fieldset>
  )
}

/** Fields whose range is told apart from the days of storage. */
const RANGES = ['penalty', 'retentionDays', 'reopenMinutes', 'amountLimit', 'refundLimit'] as const

/** Says what is wrong with a field and what to do. The range depends on the field. */
export function faultWord({ field, code }: PolicyFieldFault): string {
  if (field === 'payment' && code === 'no-channel') return t('x.no-link')
  if (code !== 'out-of-range') return t(`x.${code}`)
  const name = RANGES.find((one) => one === field.split('.')[0])
  return t(`x.range.${name ?? 'storageDays'}`)
}

/** Lists each fault once, with what to do. The element stays for screen readers even when empty. */
export function FaultList({ id, faults }: { id: string; faults: readonly PolicyFieldFault[] }) {
  const words = [...new Set(faults.map(faultWord))]
  return (
    <div class="error" id={id} role="alert">
      {words.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  )
}
