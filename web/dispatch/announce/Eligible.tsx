import { ineligible } from '../../../worker/domain/eligibility.ts'
import type { Policy } from '../../../worker/domain/policy.ts'
import { list } from '../../i18n/format.ts'
import { t as events } from '../../timeline/texts.ts'
import { readPhone } from '../contact.ts'
import { type Form, phoneIn } from './form.ts'
import { t } from './texts.ts'

/** Shows before sending what the contract will make of the shipment, by the server's own rule (R2). */
export function Eligible({ form, policy }: { form: Form; policy: Policy }) {
  const phone = phoneIn(form, readPhone)
  const reasons = ineligible(policy, {
    hasPhone: phone !== null,
    ...(phone?.ok && { phoneKind: phone.kind }),
    hasEmail: form.email.trim() !== '',
    kind: form.kind,
    inPerson: form.inPerson,
    atPoint: form.pointId !== '',
  })
  const why = { reasons: list(reasons.map((reason) => events(`reason.${reason}`))) }
  return (
    <p class={reasons.length === 0 ? 'banner' : 'banner offline'} role="status">
      <span>
        {reasons.length === 0
          ? t('willSecure')
          : policy.mandatory
            ? t('willRefuse', why)
            : t('willOrdinary', why)}
      </span>
    </p>
  )
}
