import { Banner } from '../../ui/bits.tsx'
import { t } from '../texts.ts'
import type { Page } from '../use-delivery.ts'

/** Why the last action did not work and what to do, beside its button. */
export function Trouble({ page }: { page: Page }) {
  return page.trouble ? <Banner kind="error">{t(`trouble.${page.trouble}`)}</Banner> : null
}
