import { useState } from 'preact/hooks'
import type { ShipmentView } from '../../../worker/api/shipments/answers.ts'
import type { ClaimDecision } from '../../../worker/domain/terms.ts'
import { api } from '../../api/call.ts'
import { list } from '../../i18n/format.ts'
import { useSend } from '../../office/use-send.ts'
import { t as events } from '../../timeline/texts.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { ActionError } from '../parts.tsx'
import { t } from './texts.ts'

const DECISIONS: readonly ClaimDecision[] = ['resume', 'depot', 'return']

/**
 * Shows an open claim, which stops every release (R21), with everything it is about and the three decisions.
 */
export function OpenClaim({ shipment, onDone }: { shipment: ShipmentView; onDone: () => void }) {
  const [decision, setDecision] = useState<ClaimDecision>()
  const [comment, setComment] = useState('')
  const [missing, setMissing] = useState(false)
  const { busy, failure, send } = useSend()
  // The round was closed, or a depot or point has the parcels, so there is no visit to resume.
  const onTheRoad = shipment.state === 'out-for-delivery'
  const decide = async () => {
    if (!decision) return setMissing(true)
    const text = comment.trim()
    const answer = await send(
      api.shipments.decideClaim,
      { id: shipment.id },
      {
        decision,
        ...(text ? { comment: text } : {}),
      },
    )
    if (answer?.ok) onDone()
  }
  return (
    <section class="card claim">
      <h2>
        {t('claimOpen', { kind: list((shipment.claim?.kinds ?? []).map((kind) => events(`claim.${kind}`))) })}
      </h2>
      <p class="muted">{t('claimText')}</p>
      <Segmented
        label={t('decision')}
        value={decision}
        options={DECISIONS.map((value) => ({ value, label: t(`decision.${value}`) }))}
        onChange={setDecision}
      />
      <p class={missing && !decision ? 'action-error' : 'small'} role="status">
        {decision
          ? t(decision === 'resume' && !onTheRoad ? 'decided.resume.over' : `decided.${decision}`)
          : t('chooseDecision')}
      </p>
      <Field
        label={t('comment')}
        value={comment}
        onInput={setComment}
        multiline
        input={{ maxLength: 1000 }}
      />
      <ActionError failure={failure} />
      <div class="row dialog-actions">
        <Button small busy={busy} onClick={decide}>
          {t('decide')}
        </Button>
      </div>
    </section>
  )
}
