import { Banner } from '../../ui/bits.tsx'
import type { LaterTrouble, TroubleKey } from '../failure.ts'
import { t } from '../texts.ts'
import type { DeliveryPage } from '../use-delivery.ts'

/** Shows beside its button why the last action failed and what to do. A later screen shows its own troubles itself. */
export function Trouble({ page }: { page: DeliveryPage }) {
  return page.trouble ? (
    <Banner kind="error">{t(`trouble.${page.trouble as Exclude<TroubleKey, LaterTrouble>}`)}</Banner>
  ) : null
}
