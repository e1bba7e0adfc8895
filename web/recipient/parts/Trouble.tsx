import { Banner } from '../../ui/bits.tsx'
import { t } from '../texts.ts'
import type { DeliveryPage } from '../use-delivery.ts'

/** Shows beside its button why the last action failed and what to do. */
export function Trouble({ page }: { page: DeliveryPage }) {
  return page.trouble ? <Banner kind="error">{t(`trouble.${page.trouble}`)}</Banner> : null
}
