import fc from 'fast-check'
import type { Command } from '../../worker/domain/command.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import type { ScannedBy } from '../../worker/domain/terms.ts'
import { COURIER, LABELS, OTHER_COURIER, OTHER_PHONE, PHONE, POINT } from './given.ts'

/** Random calls on one shipment: right and wrong callers, codes, labels and links. */

/** An address and a number of goods: neither is ever the label of a parcel here. */
export const HARDLY = ['https://shop.example/o/771', '4006381333931']

export const either = <T>(a: T, b: T) => fc.constantFrom(a, b)
/** Mostly true, so that histories get somewhere; false comes often enough. */
export const mostly = fc.nat(9).map((n) => n > 0)
const often = fc.nat(2).map((n) => n > 0)

/** A step that becomes a command once the current link is known and whether a code is compared. */
export type Step = (before: Shipment, matches: (right: boolean) => () => boolean) => Command

const couriers = mostly.map((is) => (is ? COURIER : OTHER_COURIER))
const rounds = fc.constantFrom('round-1', 'round-2', 'round-3')
/** All labels on the vehicle, some of them, or foreign ones. */
const labels = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.subarray(LABELS, { minLength: 1 }) },
  { weight: 1, arbitrary: fc.subarray([...LABELS, 'ELSEWHERE'], { minLength: 1 }) },
)
const blocked = fc.record({ pin: mostly.map((b) => !b), identity: mostly.map((b) => !b) })
/** What one parcel shows: its label, others, and what can hardly be a label. */
const presented = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...LABELS, 'ELSEWHERE').map((label) => [label]) },
  {
    weight: 2,
    arbitrary: fc.shuffledSubarray([...LABELS, 'ELSEWHERE', ...HARDLY], { minLength: 1, maxLength: 5 }),
  },
  { weight: 1, arbitrary: fc.shuffledSubarray(HARDLY, { minLength: 1 }) },
)
const by = fc.constantFrom<ScannedBy>('camera', 'camera', 'photo', 'typed')
const phones = fc
  .record({ session: mostly.map((is) => (is ? PHONE : OTHER_PHONE)), current: mostly })
  .map(({ session, current }) => (before: Shipment) => ({
    session,
    link: current ? before.link : before.link - 1,
  }))

const codes = fc
  .record({
    courierId: couriers,
    proof: either('pin' as const, 'qr' as const),
    labels,
    blocked,
    right: fc.nat(3),
  })
  .chain((given) => fc.record({ given: fc.constant(given), malformed: mostly, foreign: mostly }))
  .map(
    ({ given: { right, labels: some, ...given }, malformed, foreign }): Step =>
      (_before, matches) => ({
        type: 'try-code',
        ...given,
        ...(some && { labels: some }),
        malformed: !malformed,
        foreign: !foreign,
        matches: matches(right === 0),
      }),
  )

const identities = fc
  .record({ courierId: couriers, declined: often, nameMatches: mostly, signed: mostly, labels, blocked })
  .map(
    ({ labels: some, declined, ...given }): Step =>
      () => ({
        type: 'check-identity',
        documentType: 'passport',
        declined: !declined,
        ...(some && { labels: some }),
        ...given,
      }),
  )

const dispatchers = fc.constantFrom('anna', 'boris', 'clara')
const contacts: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ requestedBy: dispatchers, hasPhone: mostly, hasEmail: mostly }).map(
    ({ requestedBy, ...contacts }): Step =>
      () => ({ type: 'request-contact', requestedBy, contacts }),
  ),
  fc.record({ by: dispatchers, independentOf: fc.subarray(['anna', 'boris', 'clara']), same: mostly }).map(
    (given): Step =>
      ({ contactChange }) => ({
        type: 'decide-request',
        kind: 'contact',
        seq: contactChange?.seq ?? 1,
        decision: 'agree',
        operator: false,
        ...given,
      }),
  ),
  phones.map(
    (phone): Step =>
      (before) => ({ type: 'stop-contact-change', ...phone(before) }),
  ),
  fc.constantFrom<Step>(
    () => ({ type: 'withdraw-contact' }),
    () => ({ type: 'pass-time', due: ['contact-change'] }),
    // The news leaves for the old contact.
    ({ contactChange, unsent }) => {
      const news = unsent.find(({ about }) => about === contactChange?.seq)
      if (!news) return { type: 'pass-time', due: ['contact-lapse'] }
      const { about, order } = news
      return { type: 'note-sent', cause: 'contact-change', channels: order.channels, unserved: [], about }
    },
  ),
)

const plain = (make: fc.Arbitrary<Command>): fc.Arbitrary<Step> => make.map((command) => () => command)

const calls: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: codes },
  { weight: 4, arbitrary: identities },
  {
    weight: 4,
    arbitrary: fc.record({ courierId: couriers, blocked }).map(
      (given): Step =>
        () => ({ type: 'declare-no-code', ...given }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        courierId: couriers,
        // Near the address, far from it, without a place, and where the address has none.
        where: fc.constantFrom(
          { located: true, distanceM: 200 },
          { located: true, distanceM: 900 },
          { located: true },
          {},
        ),
      })
      .map(
        ({ courierId, where }): Step =>
          () => ({ type: 'arrive', courierId, deviceAt: '', placed: true, ...where }),
      ),
  },
  {
    weight: 1,
    arbitrary: plain(
      fc.record({
        type: fc.constant('fail-visit' as const),
        courierId: couriers,
        reason: fc.constantFrom('absent' as const, 'refused' as const),
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: plain(
      fc.record({
        type: fc.constant('reopen-visit' as const),
        courierId: couriers,
        begunAt: fc.constantFrom(null, null, 0, Number.MAX_SAFE_INTEGER),
      }),
    ),
  },
  { weight: 1, arbitrary: plain(fc.record({ type: fc.constant('deliver' as const), courierId: couriers })) },
  {
    weight: 1,
    arbitrary: plain(
      fc.record({
        type: fc.constant('send-at-door' as const),
        courierId: couriers,
        what: either('link' as const, 'code' as const),
      }),
    ),
  },
  {
    weight: 6,
    arbitrary: fc.record({ phone: phones, labels: presented, by }).map(
      ({ phone, labels, by }): Step =>
        (before) => ({
          type: 'scan-label',
          labels: by === 'typed' ? labels.slice(0, 1) : labels,
          by,
          ...phone(before),
        }),
    ),
  },
  {
    weight: 4,
    arbitrary: phones.map(
      (phone): Step =>
        (before) => ({ type: 'declare-no-claims', ...phone(before) }),
    ),
  },
  {
    weight: 5,
    arbitrary: fc
      .record({ phone: phones, signed: fc.constantFrom('drawn' as const, 'typed' as const, null) })
      .map(
        ({ phone, signed }): Step =>
          (before) => ({ type: 'finish', signed, ...phone(before) }),
      ),
  },
  {
    weight: 1,
    arbitrary: phones.map(
      (phone): Step =>
        (before) => ({ type: 'raise-claim', kind: 'damaged', ...phone(before) }),
    ),
  },
  {
    weight: 1,
    arbitrary: phones.map(
      (phone): Step =>
        (before) => ({ type: 'declare-not-me', ...phone(before) }),
    ),
  },
  {
    weight: 2,
    arbitrary: plain(
      fc.record({
        type: fc.constant('decide-claim' as const),
        decision: fc.constantFrom('resume' as const, 'depot' as const, 'return' as const),
        independentOf: fc.constantFrom<string[]>([], [COURIER], [COURIER, OTHER_COURIER]),
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: plain(
      fc.record({ type: fc.constant('send' as const), what: either('link' as const, 'code' as const) }),
    ),
  },
  {
    weight: 5,
    arbitrary: fc.constant<Step>((before) => ({
      type: 'receive-at-depot',
      labels: before.parcels.filter((parcel) => parcel.place === 'vehicle').map((parcel) => parcel.label),
    })),
  },
  {
    weight: 4,
    arbitrary: plain(
      fc.record({ type: fc.constant('schedule' as const), roundId: rounds, courierId: couriers }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.record({ point: either(POINT, null), own: mostly, roundId: rounds }).map(
      ({ point, own, roundId }): Step =>
        (before) => ({
          type: 'dispatch',
          roundId: own ? (before.assigned?.roundId ?? roundId) : roundId,
          courierId: before.assigned?.courierId ?? COURIER,
          point,
        }),
    ),
  },
  {
    weight: 1,
    arbitrary: plain(fc.record({ type: fc.constant('move' as const), roundId: rounds, courierId: couriers })),
  },
  { weight: 1, arbitrary: plain(fc.record({ type: fc.constant('withdraw' as const), roundId: rounds })) },
  { weight: 3, arbitrary: contacts },
  {
    weight: 1,
    arbitrary: fc.constant<Step>(({ conflicts: [first] }) => ({
      type: 'settle-conflict',
      conflict: first?.seq ?? 1,
    })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        by: dispatchers,
        independentOf: fc.constantFrom<string[]>([], [COURIER], [COURIER, OTHER_COURIER]),
        yes: mostly,
      })
      .map(
        ({ yes, ...given }): Step =>
          ({ lateProofs: [first] }) => ({
            type: 'decide-request',
            kind: 'late-proof',
            seq: first?.seq ?? 1,
            decision: yes ? 'agree' : 'decline',
            operator: false,
            same: true,
            ...given,
          }),
      ),
  },
)

/** What a device may say of an act: nothing, or that it was done before, by clocks of all kinds (R36). */
const devices = fc.record({
  device: fc.constantFrom('tablet', 'another'),
  seq: fc.nat(20),
  at: fc.constantFrom(null, 0, Date.UTC(2026, 2, 4, 8), Number.MAX_SAFE_INTEGER),
  late: fc.constantFrom(true as const, undefined),
})
const genuine = fc.constantFrom<'now' | 'earlier' | null>('now', 'earlier', null)

/** Any call, and now and then one that a tablet tells late. */
export const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: calls },
  {
    weight: 1,
    arbitrary: fc.record({ step: calls, device: devices, genuine }).map(
      ({ step, device: { late, ...device }, genuine }): Step =>
        (before, matches) => {
          const command = step(before, matches)
          const proof = command.type === 'try-code' && command.proof === 'qr'
          return {
            ...command,
            device: { ...device, ...(late && { late }) },
            ...(proof && { provedLate: () => genuine }),
          } as Command
        },
    ),
  },
)
