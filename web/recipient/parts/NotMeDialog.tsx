import { api } from '../../api/call.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { l } from '../later-texts.ts'
import { t } from '../texts.ts'
import type { DeliveryPage } from '../use-delivery.ts'
import { Trouble } from './Trouble.tsx'

export interface NotMeProps {
  page: DeliveryPage
  taken: boolean
  onYes: () => void
  onNo: () => void
}

/** Asks the second question of "this isn't for me". */
export function NotMeDialog({ page, taken, onYes, onNo }: NotMeProps) {
  return (
    <Dialog open title={l(taken ? 'notMe.titlePast' : 'notMe.title')} onClose={onNo}>
      <p>{l(taken ? 'notMe.taken' : 'notMe.text')}</p>
      <Trouble page={page} />
      <Button kind="danger" onClick={onYes} busy={page.busy === api.deliveries.notMe}>
        {l('notMe.yes')}
      </Button>
      <Button kind="secondary" onClick={onNo}>
        {t('cancel')}
      </Button>
    </Dialog>
  )
}
