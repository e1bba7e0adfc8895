import type { ShipmentView } from '../../../worker/api/shipments/answers.ts'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { Button } from '../../ui/Button.tsx'
import { ActionError } from '../parts.tsx'
import { requestsChanged, useRequestsAbout } from '../requests/open.ts'
import { PendingFor } from '../requests/Pending.tsx'
import { brief } from '../when.tsx'
import { t } from './texts.ts'

export interface ContactPanelProps {
  shipment: ShipmentView
  /** The people by id, for the name of the person who asked. */
  names: ReadonlyMap<string, string>
  onDone: () => void
}

/** Shows an open request for another contact (R9): who asked, what it waits for, and how to take it back. */
export function ContactPanel({ shipment, names, onDone }: ContactPanelProps) {
  const withdraw = useSend()
  const asked = shipment.contactChange
  const request = useRequestsAbout(({ id }) => id === asked?.request, onDone).at(0)
  if (!asked) return null
  const { contact, requestedBy, requestedAt, effectiveAt } = asked
  const takeBack = async () => {
    const answer = await withdraw.send(api.shipments.withdrawContact, { id: shipment.id }, {})
    if (!answer?.ok) return
    requestsChanged()
    onDone()
  }
  const who = names.get(requestedBy) ?? t('contact.somebody')
  return (
    <section class="card claim" aria-labelledby="contact-change">
      <h2 id="contact-change">{t('contact.title')}</h2>
      <p>
        <strong>{[contact?.phone, contact?.email].filter(Boolean).join(' · ')}</strong>
        <br />
        <span class="small muted">{t('contact.by', { name: who, time: brief(requestedAt) })}</span>
      </p>
      <p class={asked.approved ? 'small' : 'muted'} role="status">
        {t(`contact.${stageOf(asked)}`, { time: effectiveAt ? brief(effectiveAt) : '' })}
      </p>
      {request ? <PendingFor request={request} /> : null}
      <ActionError failure={withdraw.failure} />
      {shipment.allowed?.includes('withdraw-contact') ? (
        <div class="row dialog-actions">
          <Button small kind="secondary" busy={withdraw.busy} onClick={() => void takeBack()}>
            {t('contact.withdraw')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

type Asked = NonNullable<ShipmentView['contactChange']>

/** Says what a change of contact waits for. */
function stageOf({ approved, untold, effectiveAt }: Asked): 'waits' | 'operator' | 'telling' | 'agreed' {
  if (!approved) return 'waits'
  if (untold) return 'operator'
  return effectiveAt ? 'agreed' : 'telling'
}
