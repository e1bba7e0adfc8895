import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import type { PointInfo } from '../../../worker/domain/choose-point.ts'
import { isUnpaid } from '../../hands/paying/paying.ts'
import { endingOf } from '../round-model.ts'

/** What the courier opened over the door screen. */
export type Panel = 'scan-qr' | 'scan-receipt' | 'no-code' | 'identity' | 'asking' | 'pay'

/** What an answer just said. It takes precedence over the stop as last read, which may be older. */
export type DoorResult =
  | { is: 'handed-over'; code: string; handed: string[]; stay: string[] }
  | { is: 'held'; code: string; point: PointInfo | null; words: string }
  | { is: 'failed'; reason: FailReason }
  | { is: 'wrong-parcel' }
  | { is: 'wrong-code'; left: number }
export type FailReason = 'absent' | 'refused' | 'address' | 'damaged'

export interface ScreenState {
  /** The stop was open when this screen was opened, so the courier witnesses its end. */
  wasOpen: boolean
  /** "I have arrived" was tapped and the answer is under way. */
  arriving: boolean
  panel: Panel | null
  result: DoorResult | null
}

export interface Blocked {
  pin: boolean
  identity: boolean
}

export interface Door {
  view: 'door'
  /** The keypad, or what stands in its place. */
  main: 'keypad' | 'offline' | 'blocked' | 'closed' | 'qr' | 'link'
  qr: boolean
  link: boolean
  /** What "no code" leads to: a question first, `identity` if the check is already open, or a network is needed. */
  without: 'ask' | 'identity' | 'network'
}

export type StopView =
  | { view: 'planned' | 'arrive' | 'drop-off' | 'dropped-off' | 'needs-network' }
  | { view: 'sign' | 'claim' | 'wrong-parcel' | 'ended' }
  | { view: 'handed-over'; code: string | null; handed: string[]; stay: string[] }
  | { view: 'held'; code: string | null; point: PointInfo | null; words: string }
  | { view: 'failed'; reason: FailReason }
  | { view: 'wrong-code'; left: number }
  | { view: 'scan'; want: 'qr' | 'receipt' }
  | { view: 'no-code'; leadsTo: 'hold' | 'identity' }
  | { view: 'identity' | 'asking' | 'lapsed' }
  | { view: 'unpaid' | 'pay' }
  | Door

/** What is missing without a network (R36). */
export interface Reach {
  offline: boolean
  /** How many more identity checks this day has, waiting ones counted. */
  identityLeft: number
}
export const ONLINE: Reach = { offline: false, identityLeft: Number.POSITIVE_INFINITY }

/** Returns what a courier may not do here, as far as it can be said without a network too: a day has three checks. */
export const blockedHere = (blocked: Blocked, { offline, identityLeft }: Reach): Blocked => ({
  ...blocked,
  identity: blocked.identity || (offline && identityLeft <= 0),
})

/**
 * Whether nothing is offered without a network: the stop was last known to wait for somebody else's word (R36). A claim has
 * its own screen, and so has what is not paid.
 */
const waitsElsewhere = (stop: CourierStop): boolean => stop.suspended || stop.approval?.said === 'nothing'

/** Returns what is left without a code. A courier whose identity check is blocked can only hold (R18). */
export const leadsTo = (stop: CourierStop, blocked: Blocked): 'hold' | 'identity' =>
  blocked.identity ? 'hold' : stop.withoutCode

const labelsAt = (stop: CourierStop, there: boolean) =>
  stop.parcels.filter(({ place }) => (place === 'vehicle') === there).map(({ label }) => label)

/** Chooses the screen of a stop, only from what the server said about it and what the courier did here. */
export function stopView(
  stop: CourierStop,
  screen: ScreenState,
  blocked: Blocked,
  approval: { asking: unknown; lapsed: unknown } = { asking: null, lapsed: null },
  reach: Reach = ONLINE,
): StopView {
  const { result, panel } = screen
  if (result?.is === 'handed-over') return { ...result, view: 'handed-over' }
  if (result?.is === 'held') return { ...result, view: 'held' }
  if (result?.is === 'failed') return { view: 'failed', reason: result.reason }
  if (!stop.open) return notOpen(stop, screen)
  if (stop.claimOpen) return { view: 'claim' }
  if (reach.offline && waitsElsewhere(stop)) return { view: 'needs-network' }
  if (stop.arrivedAt === null && !screen.arriving) return { view: 'arrive' }
  if (stop.dropOff) return { view: 'drop-off' }
  if (isUnpaid(stop)) return unpaid(stop, panel, blocked)
  if (!stop.secured) return { view: 'sign' }
  if (result?.is === 'wrong-parcel') return { view: 'wrong-parcel' }
  if (result?.is === 'wrong-code') return { view: 'wrong-code', left: result.left }
  if (approval.lapsed) return { view: 'lapsed' }
  if (panel === 'asking' && approval.asking) return { view: 'asking' }
  if (panel === 'scan-qr') return { view: 'scan', want: 'qr' }
  if (panel === 'scan-receipt') return { view: 'scan', want: 'receipt' }
  if (panel === 'no-code') return { view: 'no-code', leadsTo: leadsTo(stop, blocked) }
  // The panel may have been opened before a block or the last answer. The door then shows what is left.
  if (panel === 'identity' && stop.identityAllowed && !blocked.identity && !(reach.offline && stop.asksFirst))
    return { view: 'identity' }
  return door(stop, blocked, reach)
}

/**
 * Chooses the screen while the recipient has to pay first (R30): nothing hands over, but NL holds as ever. Of what was
 * opened over the door only that stays, so the address to pay by leaves the screen as soon as it is paid.
 */
function unpaid(stop: CourierStop, panel: Panel | null, blocked: Blocked): StopView {
  if (panel === 'no-code' && stop.secured) return { view: 'no-code', leadsTo: leadsTo(stop, blocked) }
  return { view: panel === 'pay' ? 'pay' : 'unpaid' }
}

/**
 * Chooses the screen of a stop that is not open. "Hand over the parcel" appears once, when it becomes true,
 * and never to a courier who looks the stop up later.
 */
function notOpen(stop: CourierStop, { wasOpen }: ScreenState): StopView {
  const ending = endingOf(stop)
  if (!stop.outcome) return { view: 'planned' }
  if (wasOpen && ending === 'handed-over')
    return {
      view: 'handed-over',
      code: stop.outcome.code,
      handed: labelsAt(stop, false),
      stay: labelsAt(stop, true),
    }
  if (wasOpen && ending === 'dropped-off') return { view: 'dropped-off' }
  if (wasOpen && ending === 'held')
    return { view: 'held', code: stop.outcome.code, point: stop.point, words: stop.words }
  return { view: 'ended' }
}

function door(stop: CourierStop, blocked: Blocked, { offline }: Reach): Door {
  const open = stop.codes === 'open'
  const pin = open && stop.accepts.includes('pin')
  const qr = open && stop.accepts.includes('qr')
  const link = stop.accepts.includes('link')
  const keypad = offline ? 'offline' : 'keypad'
  const main = pin ? (blocked.pin ? 'blocked' : keypad) : qr ? 'qr' : open ? 'link' : 'closed'
  // Where a dispatcher has to agree first, nothing can be asked without a network.
  const asks = offline && stop.asksFirst && leadsTo(stop, blocked) === 'identity'
  const without = asks ? 'network' : stop.identityAllowed && !blocked.identity ? 'identity' : 'ask'
  return { view: 'door', main, qr, link, without }
}
