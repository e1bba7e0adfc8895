import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import { time } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { proofName } from '../proofs.ts'
import { endingOf } from '../round-model.ts'
import { t } from '../texts.ts'
import type { StopContext } from './context.ts'
import { Labels } from './outcomes.tsx'
import { PointCard } from './PointCard.tsx'
import { StopFrame } from './StopFrame.tsx'
import { Undo } from './Undo.tsx'

/**
 * Shows a stop that had ended before it was opened: no alarm, only what is still to be done with its parcels.
 */
export function Ended(context: StopContext) {
  const { stop, state, next, nextLabel } = context
  const at = (place: CourierStop['parcels'][number]['place']) =>
    stop.parcels.filter((parcel) => parcel.place === place && !parcel.declared).map(({ label }) => label)
  const left = at('vehicle')
  const lost = at('unexplained')
  const ending = endingOf(stop)
  const point = ending === 'held' ? stop.point : ending === 'dropped-off' ? stop.dropOff : null
  return (
    <StopFrame
      {...context}
      actions={
        <>
          <Undo {...context} />
          {stop.arrivalDue ? (
            <Button busy={state.visit.arriving} onClick={state.arrive}>
              {t('wasThere')}
            </Button>
          ) : null}
          <Button kind={stop.arrivalDue ? 'secondary' : 'primary'} onClick={next}>
            {nextLabel}
          </Button>
        </>
      }
    >
      {stop.arrivalDue ? (
        <Banner kind={state.message ? 'error' : 'info'}>{state.message || t('arrivalDue')}</Banner>
      ) : null}
      <section class="card stack">
        <h2>{endedWords(stop, lost.length > 0)}</h2>
        {left.length > 0 ? (
          <>
            <p class="muted">{t('endedTake')}</p>
            <Labels labels={left} />
          </>
        ) : null}
        {lost.length > 0 ? (
          <>
            <p class="muted">{t('endedUnexplained')}</p>
            <Labels labels={lost} />
          </>
        ) : null}
      </section>
      {point ? (
        <PointCard
          point={point}
          title={t(at('point').length > 0 ? 'pointHas' : at('to-point').length > 0 ? 'bringTo' : 'pointFor')}
        />
      ) : null}
    </StopFrame>
  )
}

function endedWords({ outcome, point }: CourierStop, lost: boolean): string {
  if (!outcome) return ''
  const words = {
    held: point ? 'endedHeld' : 'endedDepot',
    'dropped-off': 'endedDroppedOff',
    depot: 'endedDepot',
    refused: 'endedRefused',
    cancelled: 'endedCancelled',
    returned: 'endedReturned',
  } as const
  const key = words[outcome.kind as keyof typeof words]
  // Closing the round ended this stop, but nobody knows that its parcels are on the way to the depot.
  if (lost && outcome.kind === 'depot')
    return t('endedAt', { what: t('chipUnexplained'), time: time(outcome.at) })
  const what = key ? t(key) : `${t('endedHandedOver')} · ${proofName(outcome.kind)}`
  return t('endedAt', { what, time: time(outcome.at) })
}
