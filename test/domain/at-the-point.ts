import type { PointInfo } from '../../worker/domain/choose-point.ts'
import type { Command, CounterCommand, DecideRequest } from '../../worker/domain/command.ts'
import type { Fact, FactOf } from '../../worker/domain/event.ts'
import type { Due } from '../../worker/domain/state.ts'
import type { Profile } from '../../worker/domain/terms.ts'
import { arrived, atTheDoor, FREE, type Given, hands, LABELS, onTheRoad, PHONE, POINT } from './given.ts'

export const CLERK = 'clerk-1'

/** Stories that lead from the door to a point, and the commands of the point's staff. */

export const OTHER_POINT: PointInfo = { ...POINT, id: 'p2', name: 'Bureau central', kind: 'office' }
export const LOCKER: PointInfo = { ...POINT, id: 'p3', name: 'Consigne', kind: 'locker' }

export const labelsOf = ({ parcels = 1 }: Given = {}) => LABELS.slice(0, parcels)

export const held = (labels = [LABELS[0] as string], point: PointInfo | null = POINT): FactOf<'held'> => ({
  type: 'held',
  reason: 'no-code',
  labels,
  code: 'NL',
  point,
})
export const received = (label = 'PARCEL-1', pointId = POINT.id): Fact => ({
  type: 'received-at-point',
  pointId,
  labels: [label],
})
export const issued = (labels: string[], of: number): FactOf<'handed-over'> => ({
  type: 'handed-over',
  labels,
  of,
  proof: 'identity',
  code: 'ID',
  pointId: POINT.id,
})

/** The courier recorded NL at the door, and the parcels are underway to the point. */
export const underway = (profile: Profile, given?: Given): Fact[] => [
  ...atTheDoor(profile, given),
  held(labelsOf(given)),
]
/** The same story, after which the point has received every parcel. */
export const waiting = (profile: Profile, given?: Given): Fact[] => [
  ...underway(profile, given),
  ...labelsOf(given).map((label) => received(label)),
]
/** The shipment was addressed to the point from the start and is underway with the courier. */
export const dropOff = (profile: Profile, given?: Given): Fact[] =>
  onTheRoad(profile, { ...given, destination: POINT })
/** The same story, after which the point has received every parcel. */
export const droppedOff = (profile: Profile, given?: Given): Fact[] => [
  ...dropOff(profile, given),
  arrived,
  ...labelsOf(given).map((label) => received(label)),
]
/** Returns `n` wrong codes at the counter, after `before` earlier ones. */
export function wrongAtCounter(n: number, before = 0): Fact[] {
  return Array.from({ length: n }, (_, i) => ({
    type: 'code-refused',
    proof: 'pin',
    left: 4 - before - i,
    pointId: POINT.id,
  }))
}
const never = () => {
  throw new Error('a code was compared')
}
type Of<T extends CounterCommand['type']> = Partial<Extract<CounterCommand, { type: T }>>
const AT = { pointId: POINT.id }
const ONE = { ...AT, labels: ['PARCEL-1'] }

/** The commands of a point's staff with the usual fields, which `over` may replace. */
export const clerk = {
  receive: (label = 'PARCEL-1', over: Of<'receive-at-point'> = {}): Command => ({
    type: 'receive-at-point',
    ...AT,
    labels: [label],
    ...over,
  }),
  code: (is: 'right' | 'wrong' | 'never compared', over: Of<'try-code-at-counter'> = {}): Command => ({
    type: 'try-code-at-counter',
    ...ONE,
    proof: 'pin',
    blocked: FREE,
    malformed: false,
    foreign: false,
    matches: is === 'never compared' ? never : () => is === 'right',
    ...over,
  }),
  identity: (over: Of<'check-identity-at-counter'> = {}): Command => ({
    type: 'check-identity-at-counter',
    ...ONE,
    documentType: 'passport',
    nameMatches: true,
    signed: 'drawn',
    hands: hands({ personId: CLERK, point: { since: 0, issues: 10 } }),
    blocked: FREE,
    ...over,
  }),
  scan: (over: Of<'scan-at-counter'> = {}): Command => ({ type: 'scan-at-counter', ...ONE, ...over }),
  refuse: (over: Of<'refuse-at-counter'> = {}): Command => ({ type: 'refuse-at-counter', ...ONE, ...over }),
  extend: (over: Of<'extend-at-counter'> = {}): Command => ({ type: 'extend-at-counter', ...AT, ...over }),
  sendBack: (over: Of<'return-to-sender'> = {}): Command => ({ type: 'return-to-sender', ...ONE, ...over }),
}

/**
 * A second person decides about an open request. They saw it and are independent of everybody in
 * `independentOf`.
 */
export const decides = (
  kind: DecideRequest['kind'],
  seq: number,
  decision: 'agree' | 'decline',
  independentOf: string[],
): DecideRequest => ({
  type: 'decide-request',
  ...{ kind, seq, decision, independentOf },
  ...{ by: 'dispatcher-2', operator: false, same: true },
})

/** Commands of others about a parcel that is not handed over. */
export const choosePoint = (point: PointInfo): Command => ({ type: 'choose-point', point })
export const orderReturn: Command = { type: 'order-return', reason: 'dispatcher' }
export const extend: Command = { type: 'extend', session: PHONE, link: 1 }
export const closeStop = (scanned: string[] = [], roundId = 'round-1'): Command => ({
  type: 'close-stop',
  roundId,
  scanned,
})
export const passTime = (...due: Due[]): Command => ({ type: 'pass-time', due })
export const dispatch = (roundId = 'round-2'): Command => ({
  type: 'dispatch',
  roundId,
  courierId: 'courier-1',
  point: POINT,
})
export const receiveAtDepot = (...labels: string[]): Command => ({ type: 'receive-at-depot', labels })
export const schedule = (roundId = 'round-2'): Command => ({
  type: 'schedule',
  roundId,
  courierId: 'courier-1',
})
