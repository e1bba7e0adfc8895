import { useRef, useState } from 'preact/hooks'
import type { CourierStop, DoorAnswer } from '../../../worker/api/stops/answers.ts'
import type { SentOnDemand } from '../../../worker/domain/terms.ts'
import { type AnswerAt, api, type InputAt, type Result } from '../../api/call.ts'
import { keptAsking } from '../../hands/asking/asking.ts'
import { isUnpaid } from '../../hands/paying/paying.ts'
import type { DrawnSignature } from '../../sign/strokes.ts'
import { playSound } from '../../ui/sound.ts'
import { clocksNow, lastReading, serverTime } from '../clock.ts'
import { keyFor, type StopWrite } from '../post.ts'
import { refusalKey } from '../refusals.ts'
import { t } from '../texts.ts'
import type { DoorResult, FailReason, Panel, ScreenState } from './stop-view.ts'
import { type IdentityAnswer, useAsking } from './use-asking.ts'
import { usePaidNow } from './use-paid.ts'
import { SERVER_DEPS, type VisitDeps } from './visit-deps.ts'

type IdentityBody = InputAt<typeof api.stops.identity>
/** Writes whose answer decides what follows at the door. */
type DoorWrite =
  | typeof api.stops.pin
  | typeof api.stops.qr
  | typeof api.stops.noCode
  | typeof api.stops.identity
  | typeof api.stops.deliver

interface ActOptions {
  /** The body may not be remembered for a repetition: a code stays nowhere on the tablet (R35). */
  unrepeatable?: boolean
  /** What to say without a network, in place of the usual words. */
  offline?: string
  key?: string
}

export interface IdentityCheck {
  documentType: 'passport' | 'id-card' | 'driving-licence' | 'residence-permit' | 'other'
  nameMatches: boolean
  signature?: DrawnSignature
}

export type VisitState = ReturnType<typeof useVisit>

const onVehicle = (stop: CourierStop) =>
  stop.parcels.filter(({ place }) => place === 'vehicle').map(({ label }) => label)

/** Holds what the courier does at one stop and what came of it. Use it under `key={stop.shipmentId}`. */
export function useVisit(stop: CourierStop, deps: VisitDeps = SERVER_DEPS) {
  const { refreshStop, refreshRound, patch: patchStop } = deps
  const id = stop.shipmentId
  const [visit, setVisit] = useState<ScreenState>({
    wasOpen: stop.open,
    arriving: false,
    panel: stop.open && keptAsking(id) ? 'asking' : null,
    result: null,
  })
  const [message, setMessage] = useState('')
  /** Why what ended the visit could not be taken back. */
  const [undoing, setUndoing] = useState('')
  /** The requested message was sent, and nothing was done since. */
  const [sent, setSent] = useState(false)
  const [busy, setBusy] = useState(false)
  /** Labels that stay behind this time. All others are handed over. */
  const [kept, setKept] = useState<readonly string[]>([])
  const arrival = useRef<Promise<boolean>>(Promise.resolve(true))

  const there = onVehicle(stop)
  const chosen = there.filter((label) => !kept.includes(label))
  const some = chosen.length < there.length ? { labels: chosen } : {}
  const set = (change: Partial<ScreenState>) => setVisit((now) => ({ ...now, ...change }))
  const open = (panel: Panel | null) => {
    approval.leaveLapsed()
    setSent(false)
    setMessage('')
    set({ panel, result: null })
  }
  const end = (result: DoorResult) => {
    set({ result, panel: null })
    void refreshStop(id)
  }

  const refused = (code: string, text = t(refusalKey(code))) => {
    setMessage(text)
    // The server knows better than the stop as last read: the door gives way to what is to be paid.
    if (code === 'unpaid' && stop.payment) patchStop(id, { payment: { ...stop.payment, paid: false } })
    void (code === 'blocked' ? refreshRound() : refreshStop(id))
  }

  const paidNow = usePaidNow(isUnpaid(stop), () => {
    // What was opened or said before was about an unpaid stop.
    setMessage('')
    set({ panel: null })
  })

  const showAnswer = (answer: DoorAnswer) => {
    setMessage('')
    switch (answer.outcome) {
      case 'handed-over':
        return end({ is: 'handed-over', code: answer.code, handed: chosen, stay: [...kept] })
      case 'held':
        return end({ ...answer, is: 'held' })
      case 'wrong-parcel':
        return set({ result: { is: 'wrong-parcel' }, panel: null })
      case 'wrong':
        patchStop(id, { attemptsLeft: answer.left })
        set({ panel: null, result: { is: 'wrong-code', left: answer.left } })
        // A wrong code may have been the one that blocks the courier for the day (R18).
        return void refreshRound()
      case 'identity':
        if (answer.left === 0) playSound('wrong')
        patchStop(id, { identityAllowed: true, ...(answer.left === 0 ? CLOSED : {}) })
        return set({ panel: answer.left === 0 ? null : 'identity' })
      case 'closed':
        setMessage(t('codesClosed'))
        patchStop(id, CLOSED)
        set({ panel: null })
        return void refreshStop(id)
    }
  }

  /** A receipt proves what is already true, so the stop is read from the server for the rest. */
  const showReceiptAnswer = ({ outcome }: DoorAnswer) =>
    outcome === 'handed-over' ? void refreshStop(id) : setMessage(t('notAReceipt'))

  /** Runs one action at a time. */
  const act = async <A extends StopWrite>(
    address: A,
    body: InputAt<A>,
    then: (data: AnswerAt<A>) => void,
    { unrepeatable = false, offline = '', key }: ActOptions = {},
  ): Promise<void> => {
    if (busy) return
    setBusy(true)
    setSent(false)
    setMessage('')
    const answer: Result<AnswerAt<A>> | null = (await arrival.current)
      ? await deps.post(address, id, body, { unrepeatable, ...(key && { key }) })
      : null
    setBusy(false)
    if (!answer) return
    if (answer.ok) then(answer.data)
    else if (answer.code === 'approval-lapsed') {
      // All three requests were used up, so another way is left.
      set({ panel: null })
      refused(answer.code)
    } else refused(answer.code, answer.code === 'offline' && offline ? offline : undefined)
  }
  const door = <A extends DoorWrite>(address: A, body: InputAt<A>, options: ActOptions = {}) =>
    act(address, body, (answer) => showAnswer(answer as DoorAnswer), options)

  const approval = useAsking({
    shipmentId: id,
    open: stop.open,
    post: (body, key) => deps.post(api.stops.identity, id, body as IdentityBody, { key }),
    onAnswer: showAnswer,
    onRefusal: (code) => {
      set({ panel: null })
      refused(code)
    },
    onChange: () => void refreshStop(id),
  })
  /** Sends an identity check with its own key, which also polls if a dispatcher has to approve (R42). */
  const check = (body: IdentityBody) => {
    const key = keyFor(api.stops.identity, id, body)
    const then = (answer: IdentityAnswer) => {
      if (answer.outcome !== 'approval') return showAnswer(answer)
      approval.begin(key, body)
      set({ panel: 'asking' })
    }
    return act(api.stops.identity, body, then, { key })
  }

  /** Takes back what ended the visit by mistake: the door is there again at once (R37). */
  const reopen = async () => {
    if (busy) return
    setBusy(true)
    setUndoing('')
    const answer = await deps.post(api.stops.reopen, id, {}, { unrepeatable: true })
    setBusy(false)
    if (answer.ok && answer.data.outcome === 'open') {
      set({ wasOpen: true, result: null, panel: null })
      patchStop(id, { open: true, outcome: null, reopenUntil: null, attemptsLeft: answer.data.left })
    } else setUndoing(t(refusalKey(answer.ok ? answer.data.outcome : answer.code)))
    void refreshStop(id)
  }

  /** Records the arrival. The keypad comes at once; only the first action waits for the record (R13). */
  const arrive = () => {
    const at = new Date(serverTime(lastReading.value, clocksNow())).toISOString()
    set({ arriving: true })
    setMessage('')
    arrival.current = (async () => {
      const place = await deps.place()
      const answer = await deps.post(
        api.stops.arrive,
        id,
        { at, ...(place ? { place } : {}) },
        { unrepeatable: true },
      )
      if (answer.ok && answer.data.outcome === 'done') {
        const { visitWords = null, unreached = false } = answer.data
        patchStop(id, { arrivedAt: at, arrivalDue: false, visitWords, unreached })
      } else if (!answer.ok) refused(answer.code)
      // The clock was set since the round was read: reading it again tells the courier.
      if (answer.ok && 'clock' in answer.data) void refreshRound()
      set({ arriving: false })
      return answer.ok
    })()
  }

  return {
    visit,
    message,
    paidNow,
    sent,
    busy,
    there,
    chosen,
    keep: setKept,
    open,
    arrive,
    pin: (pin: string) =>
      door(api.stops.pin, { pin, ...some }, { unrepeatable: true, offline: t('errPinOffline') }),
    qr: (code: string) => door(api.stops.qr, { code, ...some }, { unrepeatable: true }),
    receipt: (code: string) => act(api.stops.receipt, { code }, showReceiptAnswer, { unrepeatable: true }),
    noCode: () => door(api.stops.noCode, {}),
    decline: () => door(api.stops.identity, { declined: true }),
    identity: (seen: IdentityCheck) =>
      seen.nameMatches ? check({ ...seen, ...some }) : door(api.stops.identity, seen),
    approval,
    /** Sends the same check again as a new request. */
    askAgain: () => (approval.lapsed ? check(approval.lapsed.body as IdentityBody) : Promise.resolve()),
    deliver: (signature: DrawnSignature) => door(api.stops.deliver, { signature, ...some }),
    undoing,
    reopen,
    fail: (reason: FailReason) => act(api.stops.fail, { reason }, () => end({ is: 'failed', reason })),
    send: (what: SentOnDemand) =>
      act(
        api.stops.send,
        { what },
        () => {
          setSent(true)
          patchStop(id, { sendsLeft: Math.max(0, stop.sendsLeft - 1) })
        },
        { unrepeatable: true },
      ),
  }
}

const CLOSED = { codes: 'closed', attemptsLeft: 0 } as const
