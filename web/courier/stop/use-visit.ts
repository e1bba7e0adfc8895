import { useState } from 'preact/hooks'
import type { CourierStop, DoorAnswer } from '../../../worker/api/stops/answers.ts'
import type { SentOnDemand } from '../../../worker/domain/terms.ts'
import { type AnswerAt, api, type InputAt, type Result } from '../../api/call.ts'
import { keptAsking } from '../../hands/asking/asking.ts'
import { isUnpaid } from '../../hands/paying/paying.ts'
import { isQueued } from '../../offline/action.ts'
import type { DrawnSignature } from '../../sign/strokes.ts'
import { playSound } from '../../ui/sound.ts'
import { keyFor, type StopWrite } from '../post.ts'
import { refusalKey } from '../refusals.ts'
import { t } from '../texts.ts'
import type { DoorResult, FailReason, Panel, ScreenState } from './stop-view.ts'
import { useArrival } from './use-arrival.ts'
import { type IdentityAnswer, useAsking } from './use-asking.ts'
import { usePaidNow } from './use-paid.ts'
import { useReopening } from './use-reopening.ts'
import { SERVER_DEPS, type VisitDeps } from './visit-deps.ts'

type IdentityBody = InputAt<typeof api.stops.identity>
/** Writes whose answer decides what follows at the door. */
type DoorWrite =
  | typeof api.stops.pin
  | typeof api.stops.qr
  | typeof api.stops.noCode
  | typeof api.stops.identity
  | typeof api.stops.deliver

interface ActOptions<A extends StopWrite> {
  /** The body may not be remembered for a repetition: a code stays nowhere on the tablet (R35). */
  unrepeatable?: boolean
  /** What to say without a network, in place of the usual words. */
  offline?: string
  key?: string
  /** What follows where the act waits to be sent, as it has happened at the door. Without it nothing is queued. */
  queued?: () => void
  /** Called with every answer that is no refusal. */
  answered: (data: AnswerAt<A>) => void
}

export interface IdentityCheck {
  documentType: 'passport' | 'id-card' | 'driving-licence' | 'residence-permit' | 'other'
  nameMatches: boolean
  signature?: DrawnSignature
}

export type VisitState = ReturnType<typeof useVisit>

const onVehicle = (stop: CourierStop) =>
  stop.parcels.filter(({ place }) => place === 'vehicle').map(({ label }) => label)

/**
 * Holds what the courier does at one stop and what came of it. Use it under `key={stop.shipmentId}`. `leadsHere` tells
 * what "no code" leads to at this stop now.
 */
export function useVisit(
  stop: CourierStop,
  deps: VisitDeps = SERVER_DEPS,
  leadsHere: () => 'hold' | 'identity' = () => stop.withoutCode,
) {
  const { refreshStop, refreshRound, patch: patchStop } = deps
  const id = stop.shipmentId
  const [visit, setVisit] = useState<ScreenState>({
    wasOpen: stop.open,
    arriving: false,
    panel: stop.open && keptAsking(id) ? 'asking' : null,
    result: null,
  })
  const [message, setMessage] = useState('')
  /** The requested message was sent, and nothing was done since. */
  const [sent, setSent] = useState(false)
  const [busy, setBusy] = useState(false)
  /** Labels that stay behind this time. All others are handed over. */
  const [kept, setKept] = useState<readonly string[]>([])

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

  const arrival = useArrival(id, deps, {
    begin: () => {
      set({ arriving: true })
      setMessage('')
    },
    refused,
    end: () => set({ arriving: false }),
  })
  const reopening = useReopening(id, deps, {
    busy,
    setBusy,
    goOn: () => set({ wasOpen: true, result: null, panel: null }),
  })

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
      case 'unexplained':
      case 'conflict':
        setMessage(t('errNotTaken'))
        set({ panel: null })
        return void refreshStop(id)
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
    { unrepeatable = false, offline = '', key, queued, answered }: ActOptions<A>,
  ): Promise<void> => {
    if (busy) return
    setBusy(true)
    setSent(false)
    setMessage('')
    const queue = queued && { queue: deps.offline() ? ('done' as const) : ('live' as const) }
    const answer: Result<AnswerAt<A>> | null = (await arrival.recorded())
      ? await deps.post(address, id, body, { unrepeatable, ...(key && { key }), ...queue })
      : null
    setBusy(false)
    if (!answer) return
    if (answer.ok) answered(answer.data)
    else if (queued && isQueued(answer)) queued()
    else if (answer.code === 'approval-lapsed') {
      // All three requests were used up, so another way is left.
      set({ panel: null })
      refused(answer.code)
    } else refused(answer.code, answer.code === 'offline' && offline ? offline : undefined)
  }
  const door = <A extends DoorWrite>(
    address: A,
    body: InputAt<A>,
    options: Omit<ActOptions<A>, 'answered'> = {},
  ) => act(address, body, { ...options, answered: (answer) => showAnswer(answer as DoorAnswer) })

  /** What follows without an answer: the parcels are given, and the outcome is this tablet's word until it is sent. */
  const given = () => end({ is: 'handed-over', code: '', handed: chosen, stay: [...kept] })
  const heldHere = () => end({ is: 'held', code: '', point: stop.point, words: stop.words })

  /**
   * Gives a scanned code to the server, or without a network compares it with what the round tells (R35). One that the
   * tablet knows to be right counts without an answer; a wrong one costs nothing here and is kept nowhere.
   */
  const scanned = async (
    address: typeof api.stops.qr | typeof api.stops.receipt,
    code: string,
    unknown: string,
  ): Promise<void> => {
    const right = await deps.isRight(stop, code)
    if (deps.offline() && !right) return setMessage(unknown)
    const options = right ? { queued: given } : { unrepeatable: true }
    if (address === api.stops.qr) return door(address, { code, ...some }, options)
    return act(
      address,
      { code },
      { ...options, answered: (answer) => showReceiptAnswer(answer as DoorAnswer) },
    )
  }

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
    // Where a dispatcher may be asked the call itself polls, so it is sent as it is and not queued.
    if (!stop.asksFirst) return door(api.stops.identity, body, { queued: given })
    const key = keyFor(api.stops.identity, id, body)
    const answered = (answer: IdentityAnswer) => {
      if (answer.outcome !== 'approval') return showAnswer(answer)
      approval.begin(key, body)
      set({ panel: 'asking' })
    }
    return act(api.stops.identity, body, { key, answered })
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
    arrive: arrival.arrive,
    pin: (pin: string) =>
      door(api.stops.pin, { pin, ...some }, { unrepeatable: true, offline: t('errPinOffline') }),
    qr: (code: string) => scanned(api.stops.qr, code, t('errQrOffline')),
    receipt: (code: string) => scanned(api.stops.receipt, code, t('notAReceipt')),
    noCode: () =>
      door(
        api.stops.noCode,
        {},
        { queued: () => (leadsHere() === 'identity' ? set({ panel: 'identity' }) : heldHere()) },
      ),
    decline: () => door(api.stops.identity, { declined: true }, { queued: heldHere }),
    identity: (seen: IdentityCheck) =>
      seen.nameMatches ? check({ ...seen, ...some }) : door(api.stops.identity, seen, { queued: heldHere }),
    approval,
    /** Sends the same check again as a new request. */
    askAgain: () => (approval.lapsed ? check(approval.lapsed.body as IdentityBody) : Promise.resolve()),
    deliver: (signature: DrawnSignature) =>
      door(api.stops.deliver, { signature, ...some }, { queued: given }),
    ...reopening,
    fail: (reason: FailReason) => {
      const failed = () => end({ is: 'failed', reason })
      const answered = (answer: { outcome: string }) =>
        answer.outcome === 'unexplained' || answer.outcome === 'conflict'
          ? showAnswer(answer as DoorAnswer)
          : failed()
      return act(api.stops.fail, { reason }, { queued: failed, answered })
    },
    send: (what: SentOnDemand) =>
      act(
        api.stops.send,
        { what },
        {
          unrepeatable: true,
          answered: () => {
            setSent(true)
            patchStop(id, { sendsLeft: Math.max(0, stop.sendsLeft - 1) })
          },
        },
      ),
  }
}

const CLOSED = { codes: 'closed', attemptsLeft: 0 } as const
