import { useState } from 'preact/hooks'
import { time } from '../i18n/format.ts'
import type { Act } from '../offline/act.ts'
import { again, aside, hurry, storageTrouble } from '../offline/outbox.ts'
import { oldestUnsentAt } from '../offline/unsent.ts'
import { Button } from '../ui/Button.tsx'
import { Banner } from '../ui/bits.tsx'
import { useTicks } from '../ui/hooks.ts'
import { actWord } from './act-words.ts'
import { dismissRejected, rejected } from './answers.ts'
import { QUEUE_PATH } from './paths.ts'
import { refusalKey } from './refusals.ts'
import { courierId, keepTrouble, round, waitingActs } from './round-state.ts'
import { t } from './texts.ts'

const HOUR_MS = 3_600_000

const nameOf = (act: Act): string =>
  round.value?.stops.find(({ shipmentId }) => shipmentId === act.group)?.recipientName ?? ''

/** Says what the courier has to know of what is not sent: too old, kept by this page alone, or not accepted. */
export function UnsentNotices() {
  const now = useTicks(60_000)
  const id = courierId()
  const oldest = id === null ? null : oldestUnsentAt(waitingActs.value, id)
  return (
    <>
      {storageTrouble.value ? (
        <Banner kind="error">{t(`queueTrouble.${storageTrouble.value}`)}</Banner>
      ) : keepTrouble.value ? (
        <Banner kind="offline">{t(keepTrouble.value === 'full' ? 'keepFull' : 'keepNone')}</Banner>
      ) : null}
      {oldest !== null && now - oldest > HOUR_MS ? (
        <Banner
          kind="offline"
          action={
            <Button small kind="secondary" href={QUEUE_PATH}>
              {t('notSent')}
            </Button>
          }
        >
          {t('queueOld')}
        </Banner>
      ) : null}
      {rejected.value.map((one) => (
        <Banner
          key={one.key}
          kind="error"
          action={
            <Button small kind="secondary" onClick={() => void dismissRejected(one.key)}>
              {t('understood')}
            </Button>
          }
        >
          {t(`rejected.${one.outcome}`, { name: one.name, what: actWord(one) })}
        </Banner>
      ))}
    </>
  )
}

/** Lists what waits, in the order in which it was done, and what the courier can decide about it. */
export function UnsentList() {
  return (
    <ul class="card unsent-list" aria-label={t('queueTitle')}>
      {waitingActs.value.map((act) => (
        <li key={act.key}>
          <Line act={act} />
        </li>
      ))}
    </ul>
  )
}

function Line({ act }: { act: Act }) {
  const name = nameOf(act)
  const refused = act.state === 'attention'
  return (
    <>
      <p>
        <strong>{actWord(act)}</strong>
        {name ? <span class="clamp"> · {name}</span> : null}
      </p>
      <p class="small muted">
        {t('queueAt', { time: time(act.at) })}
        {act.tries > 0 ? ` · ${t('queueTries', { count: act.tries })}` : ''}
        {act.state === 'waiting' ? ` · ${t('queueWaits')}` : ''}
        {act.state === 'aside' ? ` · ${t('queueAside')}` : ''}
      </p>
      {refused ? (
        <>
          <p class="error small" role="alert">
            {t('queueAttention', { why: t(refusalKey(act.refusal?.code ?? '')) })}
          </p>
          <div class="row">
            <Button small onClick={() => void again(act.key)}>
              {t('queueHappened')}
            </Button>
            <Button small kind="secondary" onClick={() => void aside(act.key)}>
              {t('queueNot')}
            </Button>
          </div>
        </>
      ) : null}
    </>
  )
}

/** Sends what waits as soon as the person asks for it, and says while that goes on. */
export function useSendNow() {
  const [busy, setBusy] = useState(false)
  const send = async () => {
    const id = courierId()
    if (id === null) return
    setBusy(true)
    await hurry(id)
    setBusy(false)
  }
  return { busy, send }
}

export function SendNow() {
  const { busy, send } = useSendNow()
  return (
    <Button busy={busy} onClick={() => void send()}>
      {t('sendNow')}
    </Button>
  )
}
