import type { ShipmentView } from '../../../worker/wire/views.ts'
import { Button } from '../../ui/Button.tsx'
import { ActionError } from '../parts.tsx'
import { useSend } from '../use-send.ts'
import { brief } from '../when.tsx'
import { t } from './texts.ts'

export interface ContactPanelProps {
  shipment: ShipmentView
  /** Who is who, for the name of the person who asked. */
  names: ReadonlyMap<string, string>
  onDone: () => void
}

/** Another contact that was asked for (R9): who asked, what becomes of it when, and who can decide. */
export function ContactPanel({ shipment, names, onDone }: ContactPanelProps) {
  const approve = useSend()
  const withdraw = useSend()
  const asked = shipment.contactChange
  if (!asked) return null
  const { contact, requestedBy, requestedAt, effectiveAt, approved, mayApprove } = asked
  const path = `/api/shipments/${encodeURIComponent(shipment.id)}/contact`
  const run = async (sender: typeof approve, what: 'approve' | 'withdraw') => {
    const answer = await sender.send('POST', `${path}/${what}`, what === 'approve' ? { effectiveAt } : {})
    if (answer?.ok) onDone()
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
      <p class={approved ? 'small' : 'muted'} role="status">
        {t(approved ? 'contact.agreed' : mayApprove ? 'contact.decide' : 'contact.waits', {
          time: brief(effectiveAt),
        })}
      </p>
      <ActionError failure={approve.failure ?? withdraw.failure} />
      <div class="row dialog-actions">
        {mayApprove ? (
          <Button small busy={approve.busy} onClick={() => void run(approve, 'approve')}>
            {t('contact.approve')}
          </Button>
        ) : null}
        <Button small kind="secondary" busy={withdraw.busy} onClick={() => void run(withdraw, 'withdraw')}>
          {t('contact.withdraw')}
        </Button>
      </div>
    </section>
  )
}
