import { useState } from 'preact/hooks'
import type { PaymentView } from '../../../worker/api/shipments/answers.ts'
import { api } from '../../api/call.ts'
import { useGet } from '../../office/use-get.ts'
import { useSend } from '../../office/use-send.ts'
import { Field } from '../../ui/Field.tsx'
import { readAmount, typedAmount } from '../amount.ts'
import { money } from '../measure.ts'
import { Confirm } from '../parts.tsx'
import { requestsChanged } from '../requests/open.ts'
import { amountWords } from '../words.ts'
import type { ActionProps } from './action-props.ts'
import { t } from './texts.ts'

/**
 * Gives back what was paid, or a part of it (R30). Above the contract's limit, and always before
 * the parcels are handed over, a second person has to agree.
 */
export function RefundDialog({ shipment, payment, onClose, onDone }: ActionProps & { payment: PaymentView }) {
  const { currency, refundable } = payment
  const [typed, setTyped] = useState(() => typedAmount(refundable, currency))
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, failure, send, forget } = useSend()
  const limit = useLimit(shipment)
  const read = readAmount(typed, currency)
  const tooMuch = read.ok && read.amount > refundable
  const wrong = !read.ok
    ? amountWords(read.fault)
    : tooMuch
      ? t('refund.tooMuch', { left: money(refundable, currency) })
      : undefined
  const noReason = !reason.trim()
  const run = async () => {
    setTried(true)
    if (!read.ok || tooMuch || noReason) return
    const body = { amount: read.amount, reason: reason.trim() }
    const answer = await send(api.shipments.refund, { id: shipment.id }, body)
    if (!answer?.ok) return
    // The card of the request, right below, shows whom it waits for.
    if (answer.status === 202) requestsChanged()
    const said = { amount: money(read.amount, currency) }
    onDone(t(answer.status === 202 ? 'done.refund.asked' : 'done.refund', said))
  }
  const change = (set: (value: string) => void) => (value: string) => {
    set(value)
    forget()
  }
  return (
    <Confirm
      open
      title={t('title.refund', { waybill: shipment.waybill })}
      yes={read.ok && !tooMuch ? t('refund.yes', { amount: money(read.amount, currency) }) : t('do.refund')}
      busy={busy}
      failure={failure}
      onYes={() => void run()}
      onClose={onClose}
    >
      <p>{limit === null ? t('text.refund') : t('text.refund.limit', { limit: money(limit, currency) })}</p>
      <Field
        label={t('refund.amount', { currency })}
        hint={t('refund.left', { left: money(refundable, currency) })}
        value={typed}
        onInput={change(setTyped)}
        error={wrong}
        input={{ inputMode: 'decimal', autoComplete: 'off', maxLength: 24 }}
      />
      <Field
        label={t('reason')}
        value={reason}
        onInput={change(setReason)}
        multiline
        error={tried && noReason ? t('reasonMissing') : undefined}
        input={{ maxLength: 500 }}
      />
    </Confirm>
  )
}

/**
 * Returns the sum up to which nobody else is asked, in minor units; null while it is not known. Only the newest version
 * of a contract can be read, and the shipment keeps the one under which it was announced (R1).
 */
function useLimit({ contractId, policyVersion }: ActionProps['shipment']): number | null {
  const contract = useGet(api.contracts.read, { id: contractId }).value
  return contract?.version === policyVersion ? contract.policy.refundLimit : null
}
