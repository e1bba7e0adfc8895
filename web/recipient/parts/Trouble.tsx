import { Banner } from '../../ui/bits.tsx'
import type { LaterTrouble, TroubleKey } from '../failure.ts'
import { l } from '../later-texts.ts'
import { t } from '../texts.ts'
import type { DeliveryPage } from '../use-delivery.ts'

/**
 * Shows beside its button why the last action failed and what to do. A later screen shows its own troubles itself. The
 * words come with those screens; while they are not there, it is the network that is missing.
 */
export function Trouble({ page }: { page: DeliveryPage }) {
  return page.trouble ? (
    <Banner kind="error">
      {l(`trouble.${page.trouble as Exclude<TroubleKey, LaterTrouble>}`) || t('loadFailed')}
    </Banner>
  ) : null
}
