import type { ViolationLine } from '../../../worker/api/violations/answers.ts'
import type { ViolationKind, ViolationState } from '../../../worker/domain/terms.ts'
import { Badge } from '../../ui/bits.tsx'
import { money } from '../measure.ts'
import { toneOf } from './filter.ts'
import { t } from './texts.ts'

export const kindWord = (kind: ViolationKind): string => t(`kind.${kind}`)

export function StateBadge({ state }: { state: ViolationState }) {
  return <Badge tone={toneOf(state)}>{t(`state.${state}`)}</Badge>
}

/** Shows the penalty by the contract. A waived violation costs nothing any more. */
export function Penalty({ of: { amount, currency, state } }: { of: ViolationLine }) {
  if (amount === null || currency === null) return <span class="muted">{t('noPenalty')}</span>
  return state === 'waived' ? <s class="muted">{money(amount, currency)}</s> : money(amount, currency)
}
