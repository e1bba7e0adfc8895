import { Banner } from '../../ui/bits.tsx'
import { wrongs } from '../claims.ts'
import { l } from '../later-texts.ts'
import type { DeliveryPage } from '../use-delivery.ts'

/** Shows "Something is not right" while there is something that this link has not reported yet. */
export function Wrong({ page }: { page: DeliveryPage }) {
  if (wrongs(page.view).length === 0) return null
  return (
    <button type="button" class="quiet" onClick={() => page.choose({ panel: 'claim' })}>
      {l('wrong.button')}
    </button>
  )
}

/** Shows that a report has arrived. */
export function Thanks({ page }: { page: DeliveryPage }) {
  return page.view.said.length > 0 ? <Banner>{l('claim.thanks')}</Banner> : null
}
