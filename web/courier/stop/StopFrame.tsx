import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import { Left } from '../../hands/asking/Asking.tsx'
import { isUnpaid } from '../../hands/paying/paying.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { ClockBanner, OfflineBanner } from '../Notices.tsx'
import { StatusChip } from '../StatusChip.tsx'
import { AcceptsBadge, PaymentBadge, whereOf } from '../StopLine.tsx'
import { t } from '../texts.ts'
import type { StopContext } from './context.ts'

interface StopFrameProps {
  children?: ComponentChildren
  /** Shown beside the recipient's name. */
  side?: ComponentChildren
  actions?: ComponentChildren
  /** The screen itself says that there is no network, and what that means here. */
  saysOffline?: boolean
}

/** Shows the page of a stop: its number, who and where, then what there is to do. */
export function StopFrame(context: StopContext & StopFrameProps) {
  const { stop, state, number, of, connection, wrongLabel, understood, toRound, practice } = context
  const { children, side, actions, saysOffline } = context
  const { asking } = state.approval
  return (
    <Screen
      title={t('stopOf', { number, of })}
      right={practice ? null : <StatusChip connection={stop.open ? connection : 'live'} />}
      onBack={toRound}
      actions={actions}
    >
      {practice || saysOffline ? null : <OfflineBanner />}
      {practice ? null : <ClockBanner />}
      {stop.open && stop.tabletFailed && !isUnpaid(stop) ? <Banner>{t('substitute')}</Banner> : null}
      {asking ? (
        <Banner
          action={
            <Button small kind="secondary" onClick={() => state.open('asking')}>
              {t('askingShow')}
            </Button>
          }
        >
          {t('askingTitle')} <Left until={asking.deadline} words={(time) => t('askingLeft', { time })} />
        </Banner>
      ) : null}
      {wrongLabel ? (
        <Banner
          kind="error"
          action={
            <Button small kind="danger" class="understood" onClick={understood}>
              {t('understood')}
            </Button>
          }
        >
          <strong>{t('wrongLabel')}</strong>
        </Banner>
      ) : null}
      <StopCard
        stop={stop}
        there={stop.open && (stop.arrivedAt !== null || state.visit.arriving)}
        side={side}
      />
      {children}
    </Screen>
  )
}

interface StopCardProps extends Pick<StopFrameProps, 'side'> {
  stop: CourierStop
  /** The courier has arrived. Name and address then leave the height to what is done at the door. */
  there: boolean
}

function StopCard({ stop, there, side }: StopCardProps) {
  return (
    <section class="card stop-card" data-there={there || undefined}>
      <div>
        <Whole text={stop.recipientName} as="h1" />
        <Whole text={whereOf(stop)} as="p" />
        {there && stop.visitWords ? (
          <p class="visit-words" lang={stop.locale}>
            <strong>{stop.visitWords.join(' · ')}</strong> <span class="small">{t('visitWords')}</span>
          </p>
        ) : null}
        <p class="muted small">
          {there ? null : `${t('parcels', { count: stop.parcels.length })} · `}
          {stop.waybill}
          {there && stop.payment?.paid ? <span class="paid">{t('paid')}</span> : null}
        </p>
      </div>
      {there ? (
        side
      ) : (
        <span class="marks">
          <AcceptsBadge stop={stop} />
          <PaymentBadge stop={stop} />
        </span>
      )}
    </section>
  )
}

/** Shows a text on few lines; a tap shows all of it, another one shortens it again. */
function Whole({ text, as }: { text: string; as: 'h1' | 'p' }) {
  const [whole, setWhole] = useState(false)
  const words = (
    <button
      type="button"
      class={whole ? 'whole-text' : 'whole-text clamp'}
      aria-expanded={whole}
      onClick={() => setWhole(!whole)}
    >
      {text}
    </button>
  )
  return as === 'h1' ? <h1>{words}</h1> : <p class="where">{words}</p>
}

/** Shows what went wrong, beside the buttons concerned. It takes up space only while there is a message. */
export function ActionError({ message }: { message: string }) {
  return (
    <p class="action-error" role="alert">
      {message}
    </p>
  )
}
