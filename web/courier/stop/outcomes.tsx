import type { PointInfo } from '../../../worker/domain/choose-point.ts'
import { Button } from '../../ui/Button.tsx'
import { Outcome } from '../../ui/Outcome.tsx'
import { WrongCode } from '../../ui/WrongCode.tsx'
import { recordedAs } from '../proofs.ts'
import { t } from '../texts.ts'
import type { StopContext } from './context.ts'
import { PointCard } from './PointCard.tsx'
import type { FailReason } from './stop-view.ts'
import { Undo } from './Undo.tsx'

interface HandedOverProps {
  /** The carrier's code, if the answer contained it. */
  code: string | null
  handed: string[]
  stay: string[]
}

/**
 * Shows in green that the parcels may be handed over. It names those that stay, so that three parcels are not
 * handed over instead of two (R24).
 */
export function HandedOver({
  stop,
  next,
  nextLabel,
  provisional,
  code,
  handed,
  stay,
}: StopContext & HandedOverProps) {
  const of = stop.parcels.length
  return (
    <Outcome
      kind="hand-over"
      title={t(handed.length > 1 ? 'handOverMany' : 'handOverNow')}
      text={
        stay.length > 0 ? (
          t('partly', { count: handed.length, of })
        ) : (
          <span class="clamp">{stop.recipientName}</span>
        )
      }
      next={{ label: nextLabel, onClick: next }}
    >
      <Provisional when={provisional} />
      {stay.length > 0 ? (
        <section class="card">
          <p class="small muted">{t('stays')}</p>
          <Labels labels={stay} />
        </section>
      ) : null}
      <p class="outcome-code">{recordedAs(code, stop.outcome?.kind)}</p>
    </Outcome>
  )
}

/** Says that an outcome is this tablet's word until it is sent (R36). */
function Provisional({ when }: { when: boolean }) {
  return when ? (
    <p class="provisional" role="status">
      {t('provisional')}
    </p>
  ) : null
}

interface HeldProps {
  code: string | null
  point: PointInfo | null
  words: string
}

/** Shows in red to keep the parcel, to say the words, and to take it to the point or the depot (R14). */
export function Held(context: StopContext & HeldProps) {
  const { stop, next, nextLabel, code, point, words } = context
  return (
    <Outcome
      kind="do-not"
      title={t('doNot')}
      text={code && point ? t('heldAs', { code }) : code}
      next={{ label: nextLabel, onClick: next }}
      undo={<Undo {...context} />}
    >
      <Provisional when={context.provisional} />
      <section class="card say">
        <p class="small muted">{t('toSay')}</p>
        <blockquote lang={stop.locale}>{words}</blockquote>
      </section>
      {point ? (
        <PointCard point={point} title={t('bringTo')} />
      ) : (
        <section class="point-card">
          <h2>{t('toDepot')}</h2>
          <p>{t('toDepotText')}</p>
        </section>
      )}
    </Outcome>
  )
}

/** Shows that the point scanned a drop-off in: the stop is done, and nobody was asked for a code. */
export function DroppedOff({ stop, next, nextLabel }: StopContext) {
  return (
    <Outcome
      kind="point"
      title={t('droppedOffTitle')}
      text={t('droppedOffText')}
      next={{ label: nextLabel, onClick: next }}
    >
      {stop.dropOff ? <PointCard point={stop.dropOff} title={t('dropOff')} /> : null}
    </Outcome>
  )
}

/** Shows that the parcel goes back: nobody there, refused, damaged, or no such address. */
export function Failed(context: StopContext & { reason: FailReason }) {
  const { next, nextLabel, reason, provisional } = context
  const told = reason === 'refused' ? 'failedRefused' : provisional ? 'failedLater' : 'failedText'
  return (
    <Outcome
      kind="wait"
      title={t('failedTitle')}
      text={t(told, { reason: t(reason).toLowerCase() })}
      next={{ label: nextLabel, onClick: next }}
      undo={<Undo {...context} />}
    >
      <Provisional when={provisional} />
    </Outcome>
  )
}

/**
 * Shows that a QR belongs to another shipment. It costs no attempt, but the courier holds the wrong parcel or
 * meets the wrong person.
 */
export function WrongParcel({ state }: StopContext) {
  return (
    <Outcome
      kind="wrong"
      title={t('wrongParcelTitle')}
      text={t('wrongParcelText')}
      next={{ label: t('backToStop'), onClick: () => state.open(null) }}
    />
  )
}

/** Shows in red that a code was refused, how many tries are left, and what follows the last one (R12). */
export function RefusedCode({ stop, state, blocked, left }: StopContext & { left: number }) {
  const hold = blocked.identity || stop.withoutCode === 'hold'
  return (
    <WrongCode
      left={left}
      text={t(left > 1 ? 'askCodeAgain' : hold ? 'lastThenHold' : 'lastThenIdentity')}
      next={{ label: t('tryAgain'), onClick: () => state.open(null) }}
    />
  )
}

/** Shows that the recipient raised a claim: nothing is released until a dispatcher decides (R21). */
export function Claim({ next, nextLabel, toRound }: StopContext) {
  return (
    <Outcome
      kind="do-not"
      title={t('claimTitle')}
      text={t('claimText')}
      next={{ label: nextLabel, onClick: next }}
      other={
        <Button kind="secondary" onClick={toRound}>
          {t('toRound')}
        </Button>
      }
    />
  )
}

export function Labels({ labels }: { labels: readonly string[] }) {
  return (
    <ul class="labels">
      {labels.map((label) => (
        <li key={label}>{label}</li>
      ))}
    </ul>
  )
}
