import type { LabelPending } from '../../../worker/api/requests/answers.ts'
import { Button } from '../../ui/Button.tsx'
import { PageFrame } from '../parts.tsx'
import { PendingFor } from '../requests/Pending.tsx'
import { to } from '../route.ts'
import { t } from './texts.ts'

/**
 * An announcement that waits for a second person, because a label still belongs to another recipient (R41).
 */
export interface Waiting {
  asked: LabelPending
  waybill: string
}

/**
 * Shows that a label still belongs to another recipient (R41): what the announcement waits for, and for whom.
 */
export function Waits({ waiting, onAnother }: { waiting: Waiting; onAnother: () => void }) {
  const { asked, waybill } = waiting
  return (
    <PageFrame heading={t('doneWaits')} back={{ href: to.shipments, label: t('back') }}>
      <div class="card stack announce-done" role="status">
        <p>
          <strong>{waybill}</strong>
        </p>
        <p>{t('doneWaitsText')}</p>
        <PendingFor request={undefined} asked={asked} />
        <div class="head-actions">
          <Button small kind="secondary" onClick={onAnother}>
            {t('another')}
          </Button>
        </div>
      </div>
    </PageFrame>
  )
}
