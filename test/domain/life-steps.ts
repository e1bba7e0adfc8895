import fc from 'fast-check'
import type { Command } from '../../worker/domain/command.ts'
import type { Due, Shipment } from '../../worker/domain/state.ts'
import { OTHER_POINT } from './at-the-point.ts'
import { COURIER, FREE, LABELS, OTHER_PHONE, PHONE, POINT } from './given.ts'
import { type Step, steps } from './random-calls.ts'

/** The next acts of people with a shipment, at the door, at a point, and in between. */

const DUES: Due[] = [
  'reminder',
  'storage-end',
  'not-received',
  'not-at-point',
  'contact-change',
  'contact-lapse',
]

/** The random values of one step. Each kind of step uses those it needs. */
interface Draw {
  pick: number
  n: number
  labels: string[]
  right: boolean
  here: boolean
  due: Due[]
}
const draws: fc.Arbitrary<Draw> = fc.record({
  pick: fc.noBias(fc.nat(10_000)),
  n: fc.noBias(fc.nat(10_000)),
  labels: fc.subarray([...LABELS, 'ELSEWHERE'], { minLength: 1 }),
  right: fc.boolean(),
  here: fc.noBias(fc.nat(7)).map((n) => n > 0),
  due: fc.subarray(DUES, { minLength: 1 }),
})

type Tries = (right: boolean) => () => boolean
type Options = (before: Shipment, draw: Draw, matches: Tries) => Command[]

export const at = (shipment: Shipment, ...places: Shipment['parcels'][number]['place'][]) =>
  shipment.parcels.filter(({ place }) => places.includes(place)).map(({ label }) => label)
/** Returns all of the labels, or now and then only the first. */
const some = (labels: string[], { n }: Draw) => (n % 3 === 0 ? labels.slice(0, 1) : labels)
export const pointIdOf = ({ hold, destination }: Shipment) => hold?.point.id ?? destination?.id ?? POINT.id
const pointOf = (before: Shipment, { here }: Draw) => (here ? pointIdOf(before) : OTHER_POINT.id)

const door: Options = ({ link, policy }, { right, n, labels }, matches) => {
  const code: Command = {
    type: 'try-code',
    courierId: COURIER,
    proof: policy.door.includes('pin') ? 'pin' : 'qr',
    blocked: FREE,
    malformed: false,
    foreign: false,
    matches: matches(n % 4 === 0),
    ...(n % 2 === 0 && { labels: labels.filter((label) => label !== 'ELSEWHERE') }),
  }
  const scan: Command = {
    type: 'scan-label',
    session: PHONE,
    link,
    labels: [LABELS[n % 3] as string],
    by: 'camera',
  }
  return [
    ...Array.from({ length: 6 }, () => code),
    { type: 'declare-no-code', courierId: COURIER, blocked: FREE },
    {
      type: 'check-identity',
      courierId: COURIER,
      declined: n % 5 === 0,
      documentType: 'passport',
      nameMatches: right,
      signed: true,
      blocked: FREE,
    },
    { type: 'fail-visit', courierId: COURIER, reason: n % 3 === 0 ? 'refused' : 'absent' },
    { type: 'deliver', courierId: COURIER },
    scan,
    scan,
    { type: 'declare-no-claims', session: PHONE, link },
    { type: 'finish', session: PHONE, link, signed: 'typed' },
  ]
}

const point: Options = (before, draw, matches) => {
  const pointId = pointOf(before, draw)
  const labels = some(at(before, 'point'), draw)
  const { n, right } = draw
  const { link } = before
  const code: Command = {
    type: 'try-code-at-counter',
    pointId,
    proof: right ? 'pin' : 'qr',
    labels,
    blocked: FREE,
    malformed: false,
    foreign: false,
    matches: matches(n % 6 === 0),
  }
  const scan: Command = { type: 'scan-at-counter', pointId, labels }
  return [
    ...Array.from({ length: 8 }, () => code),
    scan,
    scan,
    {
      type: 'check-identity-at-counter',
      pointId,
      labels,
      documentType: 'passport',
      nameMatches: right,
      signed: 'drawn',
      blocked: FREE,
    },
    { type: 'scan-label', session: PHONE, link, labels: [labels[0] ?? 'ELSEWHERE'], by: 'camera' },
    { type: 'declare-no-claims', session: PHONE, link },
    { type: 'finish', session: PHONE, link, signed: 'drawn' },
    { type: 'refuse-at-counter', pointId, labels },
    { type: 'return-to-sender', pointId, labels },
    { type: 'extend-at-counter', pointId },
    { type: 'extend', session: n % 4 === 0 ? OTHER_PHONE : PHONE, link },
    { type: 'raise-claim', session: PHONE, link, kind: 'wrong' },
    { type: 'raise-claim', session: PHONE, link, kind: n % 2 === 0 ? 'nobody-came' : 'no-code-asked' },
    // Lifting is drawn more often; otherwise a life would rarely see what comes afterwards.
    { type: 'lift-suspension', session: PHONE, link },
    { type: 'lift-suspension', session: PHONE, link },
    { type: 'declare-not-me', session: PHONE, link },
    { type: 'release-suspension', independentOf: right ? [COURIER] : [] },
    { type: 'confirm-receipt', labels, independentOf: right ? [COURIER] : [] },
    { type: 'receive-at-point', pointId, labels: labels.slice(0, 1), shelf: 'B2' },
    { type: 'pass-time', due: draw.due },
  ]
}

/** Usually the last round is closed, now and then an earlier one. */
const close = ({ trips, visit }: Shipment, { n, labels, right }: Draw): Command => ({
  type: 'close-stop',
  roundId: (n % 3 === 0 ? trips[n % trips.length]?.roundId : visit?.roundId) ?? 'round-1',
  scanned: right ? labels : [],
})
const back = (before: Shipment, draw: Draw): Command => ({
  type: 'receive-at-depot',
  labels: some(
    at(before, 'vehicle', 'to-point', 'unexplained', ...(draw.n % 5 === 0 ? ['depot' as const] : [])),
    draw,
  ),
})
/** The due dates may name any parcel. The decider leaves out those that no longer apply. */
const passTime = (before: Shipment, { due, n }: Draw): Command => {
  const [label = ''] = at(before, 'depot').slice(n % 2)
  return { type: 'pass-time', due: [...due, n % 3 === 0 ? `not-sent-back:${label}` : `unseen:${label}`] }
}

/** Steps while a claim is open: whoever has the parcel scans it, and the recipient may claim more. */
const underClaim: Options = (before, draw) => {
  const { link } = before
  const seen = at(before, 'to-point', 'vehicle', 'unexplained', 'point')
  const kind = (['damaged', 'wrong', 'nobody-came', 'no-code-asked'] as const)[draw.n % 4] ?? 'other'
  return [
    ...(['resume', 'depot', 'return'] as const).map(
      (decision) => ({ type: 'decide-claim', decision, independentOf: draw.right ? [COURIER] : [] }) as const,
    ),
    close(before, draw),
    back(before, draw),
    {
      type: 'receive-at-point',
      pointId: pointOf(before, draw),
      labels: [seen[draw.n % Math.max(1, seen.length)] ?? 'X'],
    },
    { type: 'raise-claim', session: PHONE, link, kind },
    { type: 'declare-not-me', session: PHONE, link },
    passTime(before, draw),
  ]
}

/**
 * Steps while a parcel is underway, lost or at the depot: whoever has it scans it, and the dispatcher
 * decides.
 */
const between: Options = (before, draw) => {
  const pointId = pointOf(before, draw)
  const seen = at(before, 'to-point', 'vehicle', 'unexplained', 'depot')
  const rare: Command[] = [
    { type: 'order-return', reason: 'dispatcher' },
    { type: 'choose-point', point: draw.right ? POINT : OTHER_POINT },
    passTime(before, draw),
    { type: 'return-to-sender', pointId, labels: at(before, 'point') },
    { type: 'extend', session: PHONE, link: before.link },
  ]
  const receive: Command = {
    type: 'receive-at-point',
    pointId,
    labels: [seen[draw.n % Math.max(1, seen.length)] ?? 'X'],
  }
  const reopen: Command = { type: 'reopen-visit', courierId: COURIER, begunAt: draw.n % 4 === 0 ? 0 : null }
  const schedule: Command = { type: 'schedule', roundId: `round-${2 + (draw.n % 3)}`, courierId: COURIER }
  return [
    receive,
    receive,
    receive,
    back(before, draw),
    back(before, draw),
    schedule,
    schedule,
    close(before, draw),
    ...(before.undoable ? [reopen, reopen] : []),
    { type: 'return-from-depot', labels: some(at(before, 'depot'), draw) },
    ...(draw.n % 4 === 0 ? rare : []),
  ]
}

const onTheWay: Options = (before, draw) => {
  const { visit, assigned, phase, link } = before
  const { n, right } = draw
  const move: Command = { type: 'move', roundId: `round-${6 + (n % 3)}`, courierId: COURIER }
  const off: Command = { type: 'withdraw', roundId: assigned?.roundId ?? '' }
  if (phase === 'announced') return [{ type: 'schedule', roundId: 'round-1', courierId: COURIER }]
  if (phase === 'scheduled')
    return [
      {
        type: 'dispatch',
        roundId: assigned?.roundId ?? '',
        courierId: COURIER,
        point: n % 4 > 0 ? POINT : null,
      },
      ...(n % 7 === 0 ? [move, off, passTime(before, draw)] : []),
    ]
  const arrive: Command = { type: 'arrive', courierId: COURIER, deviceAt: '', placed: right }
  const roundId = visit?.roundId ?? ''
  return [
    ...Array.from({ length: 6 }, () => arrive),
    { type: 'record-tablet-failure', roundId },
    close(before, draw),
    ...(n % 5 === 0 ? [move, off] : []),
    ...(n % 9 === 0 ? [{ type: 'declare-not-me', session: PHONE, link } as const] : []),
  ]
}

/** The steps that could sensibly come next. */
const next: Options = (before, draw, matches) => {
  const { visit, claim, phase } = before
  if (claim?.open) return underClaim(before, draw, matches)
  if (draw.n % 197 === 0) return [{ type: 'cancel' }]
  const way = visit?.open
    ? visit.arrivedAt === null || before.destination
    : phase === 'announced' || phase === 'scheduled'
  if (way) return draw.n % 5 === 0 ? between(before, draw, matches) : onTheWay(before, draw, matches)
  if (visit?.open) return draw.n % 17 === 0 ? onTheWay(before, draw, matches) : door(before, draw, matches)
  return at(before, 'point').length > 0 && draw.n % 5 > 0
    ? point(before, draw, matches)
    : between(before, draw, matches)
}

/** Picks among the options of a state, which is not known yet when the step is drawn. */
const step = (options: Options) =>
  draws.map(
    (draw): Step =>
      (before, matches) => {
        const all = options(before, draw, matches)
        return all[draw.pick % all.length] as Command
      },
  )

const anything: Options = (before, draw, matches) => [
  ...door(before, draw, matches),
  ...point(before, draw, matches),
  ...between(before, draw, matches),
]

export const walks = fc.oneof(
  { weight: 8, arbitrary: step(next) },
  { weight: 1, arbitrary: step(anything) },
  { weight: 1, arbitrary: steps },
)
