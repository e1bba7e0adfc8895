import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import type { api } from '../../api/call.ts'
import { type FailureCode, wordFor } from '../../api/failures.ts'
import { Banner } from '../../ui/bits.tsx'
import { stopPath } from '../paths.ts'
import { refusal } from './kept.ts'
import { t } from './texts.ts'

const WORDS: Record<FailureCode<typeof api.stops.closeRound>, 'notOut' | 'failed'> = {
  'not-out-for-delivery': 'notOut',
  offline: 'failed',
  'not-found': 'failed',
  forbidden: 'failed',
  'too-many': 'failed',
  'bad-request': 'failed',
}

/**
 * Shows why a round was not closed. Otherwise it names the stops that still wait for a dispatcher, which does
 * not prevent closing (R21).
 */
export function Trouble({ stops }: { stops: readonly CourierStop[] }) {
  const refused = refusal.value
  if (refused) return <Banner kind="error">{t(wordFor(WORDS, refused, 'failed'))}</Banner>
  const claims = stops.filter(({ claimOpen }) => claimOpen)
  if (claims.length === 0) return null
  return (
    <Banner kind="offline">
      {t('claimKnown')}
      {claims.map(({ shipmentId, recipientName, waybill }) => (
        <a key={shipmentId} class="claim-stop" href={stopPath(shipmentId)}>
          {recipientName} · {waybill}
        </a>
      ))}
    </Banner>
  )
}
