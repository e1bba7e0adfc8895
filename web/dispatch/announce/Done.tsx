import type { Reason } from '../../../worker/domain/terms.ts'
import { list } from '../../i18n/format.ts'
import { t as events } from '../../timeline/texts.ts'
import { Button } from '../../ui/Button.tsx'
import { PageFrame } from '../parts.tsx'
import { to } from '../route.ts'
import { t } from './texts.ts'

export interface AnnouncedShipment {
  id: string
  state: string
  secured: boolean
  reasons: string[]
  /** The same shipment had been announced before with the same content. */
  same: boolean
  waybill: string
}

/** Shows the result of the announcement: secured or ordinary, and why. */
export function Done({ done, onAnother }: { done: AnnouncedShipment; onAnother: () => void }) {
  const { secured, same, reasons, waybill, id } = done
  const why = list(reasons.map((reason) => events(`reason.${reason as Reason}`)))
  const heading = same ? t('doneSame') : secured ? t('doneSecured') : t('doneOrdinary')
  return (
    <PageFrame heading={heading} back={{ href: to.shipments, label: t('back') }}>
      <div class="card stack announce-done">
        <p>
          <strong>{waybill}</strong>
        </p>
        {same ? <p>{t('doneSameText')}</p> : null}
        <p>{secured ? t('doneSecuredText') : t('doneOrdinaryText', { reasons: why })}</p>
        <div class="head-actions">
          <Button small href={to.shipment(id)}>
            {t('open')}
          </Button>
          <Button small kind="secondary" onClick={onAnother}>
            {t('another')}
          </Button>
        </div>
      </div>
    </PageFrame>
  )
}
