import { Asking, Lapsed } from '../hands/asking/Asking.tsx'
import { Button } from '../ui/Button.tsx'
import { Outcome } from '../ui/Outcome.tsx'
import { WrongCode } from '../ui/WrongCode.tsx'
import { unscanned, withScan } from './entry.ts'
import { onGlass } from './glass.ts'
import { putAway } from './issue/aside.ts'
import { basket, putEntry } from './issue/basket.ts'
import { PayAtCounter } from './issue/Unpaid.tsx'
import { outcome, type Settled, type ShownOutcome } from './outcome.ts'
import { identityRefusalKey } from './refusals.ts'
import { busy, say } from './state.ts'
import { type Key, t } from './texts.ts'

/** Red screens of one sentence that lead back to the parcels on the counter. */
const STOPS: Record<string, [title: Key, text: Key]> = {
  'identity-only': ['codesClosed', 'codesClosedText'],
  closed: ['codesClosed', 'closedText'],
  'name-differs': ['doNot', 'nameDiffersText'],
  declined: ['doNot', 'declinedText'],
  claim: ['doNot', 'claimText'],
  'foreign-code': ['foreignCode', 'foreignCodeText'],
}

type AskingShown = Extract<ShownOutcome, { type: 'asking' | 'lapsed' }>

/** Shows the outcome that fills the whole screen. Enter or the next scan goes on. */
export function Outcomes() {
  const shown = outcome.value
  const dismiss = () => {
    outcome.value = null
  }
  if (!shown) return null
  const goOn = t(basket.value.length > 0 ? 'goOn' : 'nextClient')
  const next = { label: onGlass() ? goOn : `${goOn} · Enter`, onClick: dismiss }
  if (shown.type === 'issued') {
    const gone = shown.settled.flatMap(({ issued }) => issued)
    const stay = shown.settled.flatMap((one) => one.stay)
    const all = gone.length + stay.length
    return (
      <Outcome
        kind="hand-over"
        title={t('handOver', { count: gone.length })}
        text={stay.length > 0 ? t('partly', { name: shown.name, count: gone.length, of: all }) : shown.name}
        next={next}
      >
        <ul class="card settled">
          {shown.settled.map((one) => (
            <SettledLine key={one.waybill} one={one} />
          ))}
        </ul>
        {shown.code ? <p>{t('recorded', { code: shown.code })}</p> : null}
      </Outcome>
    )
  }
  if (shown.type === 'wrong')
    return (
      <WrongCode left={shown.left} text={t(shown.left === 1 ? 'lastTryText' : 'wrongCodeText')} next={next} />
    )
  if (shown.type === 'pay') return <PayAtCounter hold={shown.hold} onBack={dismiss} />
  if (shown.type === 'waiting')
    return (
      <Outcome
        kind="wait"
        title={t('waitingTitle')}
        text={t('waitingText')}
        other={
          <Button kind="secondary" onClick={dismiss}>
            {t('stopWaiting')}
          </Button>
        }
      >
        <ul class="card settled">
          {shown.labels.map((label) => (
            <li key={label}>{label}</li>
          ))}
        </ul>
      </Outcome>
    )
  if (shown.type === 'asking' || shown.type === 'lapsed')
    return <WithDispatcher shown={shown} onOther={dismiss} />
  if (shown.type === 'wrong-parcel') {
    const serve = () => {
      putAway()
      putEntry(unscanned(withScan({ hold: shown.other, scanned: [] }, shown.other)))
      say('warn', 'scanEach')
      dismiss()
    }
    return (
      <Outcome
        kind="wrong"
        title={t('wrongParcel')}
        text={t('wrongParcelText', { label: shown.label })}
        next={next}
        other={
          <Button kind="secondary" onClick={serve}>
            {t('serveOther')}
          </Button>
        }
      />
    )
  }
  const [title, text] = STOPS[shown.type]!
  return <Outcome kind="do-not" title={t(title as 'doNot')} text={t(text as 'doNot')} next={next} />
}

/** Shows that a dispatcher is being asked or did not answer in time (R42). */
function WithDispatcher({ shown, onOther }: { shown: AskingShown; onOther: () => void }) {
  const waits = shown.type === 'asking'
  const last = shown.type === 'lapsed' && shown.left === 0
  const words = {
    title: t(waits ? 'askingTitle' : 'lapsedTitle'),
    text: t(waits ? 'askingText' : last ? 'lapsedLast' : 'lapsedText'),
    why: t('askingWhy'),
    reasons: shown.reasons.map((reason) => t(`fresh.${reason}`)),
    left: (time: string) => t('askingLeft', { time }),
    other: t('askingOther'),
  }
  if (waits) return <Asking deadline={shown.deadline} words={words} onOther={onOther} />
  return (
    <Lapsed
      words={words}
      left={shown.left}
      busy={busy.value}
      again={(n, of) => t('askAgain', { n, of })}
      onAgain={shown.again}
      onOther={onOther}
    />
  )
}

function SettledLine({ one: { waybill, issued, stay, refusal } }: { one: Settled }) {
  return (
    <li>
      <strong>{waybill}</strong>
      {issued.length > 0 ? <span>✓ {t('give', { labels: issued.join(', ') })}</span> : null}
      {stay.length > 0 ? <span>✕ {t('keep', { labels: stay.join(', ') })}</span> : null}
      {refusal ? <span class="small muted">{t(reasonOf(refusal) as 'errOther')}</span> : null}
    </li>
  )
}

const REASONS: Record<string, Key> = { 'name-differs': 'nameDiffersText', declined: 'declinedText' }
const reasonOf = (refusal: string): Key => REASONS[refusal] ?? identityRefusalKey(refusal)
