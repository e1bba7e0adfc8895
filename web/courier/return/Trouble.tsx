import type { CourierStop } from '../../../worker/wire/views.ts'
import { Banner } from '../../ui/bits.tsx'
import { stopPath } from '../paths.ts'
import { refusal } from './kept.ts'
import { t } from './texts.ts'

/** Why a round is not closed, or cannot be yet: which stop waits for whom. */
export function Trouble({ stops }: { stops: readonly CourierStop[] }) {
  const refused = refusal.value
  const named = (refused?.problem.errors ?? []).map(({ field }) => field.replace(/^stops\./, ''))
  const claims = stops.filter(({ claimOpen, shipmentId }) => claimOpen || named.includes(shipmentId))
  if (refused && refused.code !== 'claim-open')
    return <Banner kind="error">{t(refused.code === 'not-out-for-delivery' ? 'notOut' : 'failed')}</Banner>
  if (claims.length === 0) return null
  return (
    <Banner kind={refused ? 'error' : 'offline'}>
      {t(refused ? 'claimOpen' : 'claimKnown')}
      {claims.map(({ shipmentId, recipientName, waybill }) => (
        <a key={shipmentId} class="claim-stop" href={stopPath(shipmentId)}>
          {recipientName} · {waybill}
        </a>
      ))}
    </Banner>
  )
}
