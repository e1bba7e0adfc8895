import { useState } from 'preact/hooks'
import type { ViolationKind } from '../../../worker/domain/terms.ts'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { Field } from '../../ui/Field.tsx'
import { Confirm } from '../parts.tsx'
import type { ActionProps } from './action-props.ts'
import { t } from './texts.ts'

/** The kinds of violations, the most frequent first. */
const KINDS: readonly ViolationKind[] = [
  'without-code',
  'no-code-asked',
  'nobody-came',
  'not-received',
  'unexplained',
  'other',
]

/** Reports a suspected breach (R27). It goes into the provider's ledger, where it can be contested. */
export function ReportDialog({ shipment, onClose, onDone }: ActionProps) {
  const [kind, setKind] = useState<ViolationKind | ''>('')
  const [comment, setComment] = useState('')
  const [missing, setMissing] = useState(false)
  const { busy, failure, send } = useSend()
  const report = async () => {
    if (!kind || !comment.trim()) return setMissing(true)
    const body = { shipmentId: shipment.id, kind, comment: comment.trim() }
    const answer = await send(api.violations.suspect, {}, body)
    if (answer?.ok) onDone(t('done.report'))
  }
  return (
    <Confirm
      open
      title={t('title.report', { waybill: shipment.waybill })}
      yes={t('reportYes')}
      busy={busy}
      failure={failure}
      onYes={() => void report()}
      onClose={onClose}
    >
      <p>{t('text.report')}</p>
      <Field label={t('breach')} error={missing && !kind ? t('breachMissing') : undefined}>
        {(attributes) => (
          <select
            {...attributes}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as ViolationKind)}
          >
            <option value="">{t('choose')}</option>
            {KINDS.map((name) => (
              <option key={name} value={name}>
                {t(`breach.${name}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        label={t('breachComment')}
        value={comment}
        onInput={setComment}
        multiline
        error={missing && !comment.trim() ? t('breachCommentMissing') : undefined}
        input={{ maxLength: 1000 }}
      />
    </Confirm>
  )
}
