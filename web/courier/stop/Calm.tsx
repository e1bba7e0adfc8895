import { isUnpaid } from '../../hands/paying/paying.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/bits.tsx'
import { refreshStop } from '../round-state.ts'
import { t } from '../texts.ts'
import type { StopContext } from './context.ts'
import { MoreButton } from './MoreButton.tsx'
import { Labels } from './outcomes.tsx'
import { PointCard } from './PointCard.tsx'
import { ActionError, StopFrame } from './StopFrame.tsx'
import { FindDoor, Wishes } from './StopHelp.tsx'

/** Shows one large button before the door. It asks for nothing that could hold the courier up. */
export function Arrive(context: StopContext) {
  const { stop, state } = context
  return (
    <StopFrame
      {...context}
      actions={
        <>
          <ActionError message={state.message} />
          <Button class="huge" onClick={state.arrive}>
            {t('arrived')}
          </Button>
          {/* It keeps the button above the place where the next screen has what ends a visit. */}
          <p class="muted arrive-hint">{stop.dropOff ? null : t(hintOf(stop))}</p>
        </>
      }
    >
      {stop.dropOff ? <PointCard point={stop.dropOff} title={t('dropOffTitle')} /> : null}
      <FindDoor stop={stop} />
      <Wishes stop={stop} />
      <section class="card stack">
        <h2>{t('take')}</h2>
        <Labels labels={state.there} />
      </section>
    </StopFrame>
  )
}

/** Says what comes right after the arrival. */
const hintOf = (stop: StopContext['stop']) =>
  isUnpaid(stop) ? 'arriveHintUnpaid' : stop.secured ? 'arriveHint' : 'arriveHintPlain'

/** Shows a scheduled stop whose round has not left yet. */
export function Planned(context: StopContext) {
  return (
    <StopFrame
      {...context}
      actions={
        <Button kind="secondary" onClick={() => void refreshStop(context.stop.shipmentId)}>
          {t('refresh')}
        </Button>
      }
    >
      <EmptyState title={t('plannedTitle')}>{t('plannedText')}</EmptyState>
    </StopFrame>
  )
}

/** Shows a stop about which somebody else decides, while there is no network to hear of it (R36). */
export function NeedsNetwork(context: StopContext) {
  return (
    <StopFrame
      {...context}
      saysOffline
      actions={
        <div class="row">
          <Button kind="secondary" onClick={() => void refreshStop(context.stop.shipmentId)}>
            {t('again')}
          </Button>
          <Button onClick={context.next}>{context.nextLabel}</Button>
        </div>
      }
    >
      <EmptyState title={t('needsNetworkTitle')}>{t('needsNetworkText')}</EmptyState>
    </StopFrame>
  )
}

/** Shows a drop-off. The point's staff scan the parcel in, which ends the stop. */
export function DropOff(context: StopContext) {
  const { stop, next, nextLabel } = context
  return (
    <StopFrame
      {...context}
      actions={
        <div class="row">
          <Button onClick={next}>{nextLabel}</Button>
          <MoreButton {...context} />
        </div>
      }
    >
      {stop.dropOff ? <PointCard point={stop.dropOff} title={t('dropOffTitle')} /> : null}
      <p class="lead">{t('dropOffText')}</p>
      <ActionError message={context.state.message} />
    </StopFrame>
  )
}
