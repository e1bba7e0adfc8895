import { api } from '../../api/call.ts'
import { day } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { l } from '../later-texts.ts'
import type { DeliveryPage } from '../use-delivery.ts'

/** Offers the one extension of storage (R29), with its new last day. */
export function Extend({ page }: { page: DeliveryPage }) {
  const { hold } = page.view
  if (!hold?.extendable) return null
  const to = hold.extendsTo
  return (
    <Button
      kind="secondary"
      onClick={() => page.act(api.deliveries.extend, {})}
      busy={page.busy === api.deliveries.extend}
    >
      {to ? l('extend.to', { day: day(to, 'UTC') }) : l('extend.longer')}
    </Button>
  )
}
