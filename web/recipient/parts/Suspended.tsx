import { api } from '../../api/call.ts'
import { Button } from '../../ui/Button.tsx'
import { l } from '../later-texts.ts'
import type { DeliveryPage } from '../use-delivery.ts'

/**
 * Shows that this person's report keeps everybody from getting the parcel against a document (R21), what
 * still opens it, and how to take the report back after a mistake.
 */
export function Suspended({ page }: { page: DeliveryPage }) {
  const { suspended, hold } = page.view
  if (suspended.length === 0 || !hold) return null
  const opens = hold.opens.some((proof) => proof !== 'identity')
  const lift = async () => {
    if ((await page.act(api.deliveries.liftSuspension, {})) !== null) page.learn({ suspended: [] })
  }
  return (
    <section class="card warn stack">
      <h2>{l('suspended.title')}</h2>
      <p>{suspended.map((because) => l(`suspended.${because}`)).join(' ')}</p>
      <p>
        {l('suspended.text')} {opens ? l('suspended.opens') : null}
      </p>
      <Button kind="secondary" onClick={lift} busy={page.busy === api.deliveries.liftSuspension}>
        {l('suspended.lift')}
      </Button>
    </section>
  )
}
