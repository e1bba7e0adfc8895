import type { RecipientView } from '../../../worker/api/deliveries/answers.ts'
import { l } from '../later-texts.ts'

/** Shows for several parcels how many are at the point, on their way, returning, handed over or missing. */
export function Whereabouts({ view }: { view: RecipientView }) {
  const { hold, parcels } = view
  if (!hold || parcels.total < 2) return null
  const counts = { ...hold.parcels, received: parcels.handedOver }
  const order = ['here', 'coming', 'missing', 'returning', 'received'] as const
  return (
    <section class="card stack">
      <h2>{l('where.title', { count: parcels.total })}</h2>
      <ul class="parcels">
        {order.map((where) =>
          counts[where] > 0 ? (
            <li key={where}>
              <span class="label">{l(`where.${where}`)}</span>
              <strong>{l('countOf', { count: counts[where], of: parcels.total })}</strong>
            </li>
          ) : null,
        )}
      </ul>
    </section>
  )
}
