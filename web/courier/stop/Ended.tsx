import type { CourierStop } from '../../../worker/wire/views.ts'
import { time } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { proofName } from '../proofs.ts'
import { endingOf } from '../round-model.ts'
import { t } from '../texts.ts'
import type { StopContext } from './context.ts'
import { Labels } from './outcomes.tsx'
import { PointCard } from './PointCard.tsx'
import { StopFrame } from './StopFrame.tsx'

/** A stop that ended earlier, looked up: calm, and what is still to be done with its parcels. */
export function Ended(context: StopContext) {
  const { stop, next } = context
  const held = endingOf(stop) === 'held'
  const left = stop.parcels.filter(({ place }) => place === 'vehicle').map(({ label }) => label)
  return (
    <StopFrame {...context} actions={<Button onClick={next}>{t('nextStop')}</Button>}>
      <section class="card stack">
        <h2>{endedWords(stop)}</h2>
        {left.length > 0 ? (
          <>
            <p class="muted">{t('endedTake')}</p>
            <Labels labels={left} />
          </>
        ) : null}
      </section>
      {held && stop.point ? <PointCard point={stop.point} title={t('bringTo')} /> : null}
    </StopFrame>
  )
}

function endedWords({ outcome }: CourierStop): string {
  if (!outcome) return ''
  const words = {
    held: 'endedHeld',
    depot: 'endedDepot',
    refused: 'endedRefused',
    cancelled: 'endedCancelled',
  } as const
  const key = words[outcome.kind as keyof typeof words]
  const what = key ? t(key) : `${t('endedHandedOver')} · ${proofName(outcome.kind)}`
  return t('endedAt', { what, time: time(outcome.at) })
}
