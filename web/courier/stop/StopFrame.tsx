import type { ComponentChildren } from 'preact'
import { Left } from '../../hands/asking/Asking.tsx'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { ClockBanner, OfflineBanner } from '../Notices.tsx'
import { AcceptsBadge } from '../StopLine.tsx'
import { t } from '../texts.ts'
import type { StopContext } from './context.ts'

interface StopFrameProps {
  children?: ComponentChildren
  actions?: ComponentChildren
}

/** Shows the page of a stop: its number, who and where, then what there is to do. */
export function StopFrame(context: StopContext & StopFrameProps) {
  const { stop, state, number, of, connection, wrongLabel, understood, toRound, practice } = context
  const { children, actions } = context
  const { asking } = state.approval
  return (
    <Screen
      title={t('stopOf', { number, of })}
      right={
        stop.open && !practice ? (
          <span class="connection" data-state={connection}>
            {t(connection)}
          </span>
        ) : null
      }
      onBack={toRound}
      actions={actions}
    >
      {practice ? null : <OfflineBanner />}
      {practice ? null : <ClockBanner />}
      {stop.open && stop.tabletFailed ? <Banner>{t('substitute')}</Banner> : null}
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
            <Button small kind="danger" onClick={understood}>
              {t('understood')}
            </Button>
          }
        >
          <strong>{t('wrongLabel')}</strong>
        </Banner>
      ) : null}
      <StopCard {...context} />
      {children}
    </Screen>
  )
}

function StopCard({ stop }: StopContext) {
  const { line1, line2, postcode, city } = stop.address
  return (
    <section class="card stop-card">
      <div>
        <h1>{stop.recipientName}</h1>
        <p class="where">{[line1, line2, `${postcode} ${city}`.trim()].filter(Boolean).join(', ')}</p>
        <p class="muted small">
          {t('parcels', { count: stop.parcels.length })} · {stop.waybill}
        </p>
      </div>
      <AcceptsBadge stop={stop} />
    </section>
  )
}

/** Shows what went wrong, beside the buttons concerned. It takes up space only while there is a message. */
export function ActionError({ message }: { message: string }) {
  return (
    <p class="action-error" role="alert">
      {message}
    </p>
  )
}
