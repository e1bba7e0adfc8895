import type { CounterProof } from '../../../worker/domain/terms.ts'
import { l } from '../later-texts.ts'

/** Shows what to bring to a point that does not have the parcel yet (R28). */
export function Bring({ opens }: { opens: readonly CounterProof[] }) {
  const code = opens.includes('pin') || opens.includes('qr')
  const link = opens.includes('link')
  return (
    <section class="card stack">
      <h2>{l('bring.title')}</h2>
      <ul class="ways">
        {code ? <li>{l('bring.code')}</li> : null}
        {link ? <li>{l(code ? 'bring.orLink' : 'bring.link')}</li> : null}
        {opens.includes('identity') ? (
          <li>{l(code || link ? 'bring.orIdentity' : 'bring.identity')}</li>
        ) : null}
      </ul>
    </section>
  )
}
