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

/** Says why the server refuses an act. A bad request is about a code at the door alone. */
const whyRefused = ({ refusal }: Act) =>
  refusalKey(refusal && refusal.code !== 'bad-request' ? refusal.code : '')

/** A name so long that a banner would fill the screen is cut; the stop shows all of it. */
const short = (name: string): string => (name.length > NAME_MAX ? `${name.slice(0, NAME_MAX).trim()}…` : name)
const NAME_MAX = 40

/**
 * Says what the courier has to know of what is not sent: kept by this page alone, refused, not accepted, or too old. The
 * page that lists it (`list`) says itself what is refused.
 */
export function UnsentNotices({ list = false }: { list?: boolean }) {
  const now = useTicks(60_000)
  const id = courierId()
  const refused = waitingActs.value.filter(({ state }) => state === 'attention').length
  const oldest = id === null ? null : oldestUnsentAt(waitingActs.value, id)
  const old = oldest !== null && now - oldest > HOUR_MS
  const toList = list ? null : (
    <Button small kind="secondary" href={QUEUE_PATH}>
      {t('show')}
    </Button>
  )
  return (
    <>
      {storageTrouble.value ? (
        <Banner kind="error">{t(`queueTrouble.${storageTrouble.value}`)}</Banner>
      ) : keepTrouble.value ? (
        <Banner kind="offline">{t(keepTrouble.value === 'full' ? 'keepFull' : 'keepNone')}</Banner>
      ) : null}
      {refused > 0 && !list ? (
        <Banner kind="error" action={toList}>
          {t('queueDecide', { count: refused })}
        </Banner>
      ) : null}
      {rejected.value.map((one) => (
        <Banner
          key={one.key}
          kind="error"
          action={
            <Button small kind="danger" class="understood" onClick={() => void dismissRejected(one.key)}>
              {t('understood')}
            </Button>
          }
        >
          {t(`rejected.${one.outcome}`, { name: short(one.name), what: actWord(one) })}
        </Banner>
      ))}
      {old && (list || refused === 0) ? (
        <Banner kind="offline" action={toList}>
          {t('queueOld')}
        </Banner>
      ) : null}
    </>
  )
}

/** Lists what waits, in the order in which it was done, behind what the courier has to decide. */
export function UnsentList() {
  const asks = ({ state }: Act) => state === 'attention'
  const waiting = waitingActs.value
  return (
    <ul class="card unsent-list" aria-label={t('queueTitle')}>
      {[...waiting.filter(asks), ...waiting.filter((act) => !asks(act))].map((act) => (
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
        {name ? <span class="clamp">{name}</span> : null}
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
            {t('queueAttention', { why: t(whyRefused(act)) })}
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
