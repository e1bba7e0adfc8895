import { expect, test } from 'vitest'
import type { Command } from '../../worker/domain/command.ts'
import { alertFor } from '../../worker/domain/effects.ts'
import type { Fact } from '../../worker/domain/event.ts'
import {
  arrived,
  atTheDoor,
  backAtDepot,
  claimed,
  courier,
  given,
  missed,
  nextVisit,
  noClaims,
  OTHER_PHONE,
  onRound,
  onTheRoad,
  PHONE,
  phone,
  scanned,
  stateOf,
  wrongCodes,
} from './given.ts'

const byOther = { session: OTHER_PHONE }
const wrongLabels = (n: number): Fact[] =>
  Array.from({ length: n }, (_, i) => ({ type: 'wrong-label-scanned', left: 9 - i }))

test('R19: a label caught by camera or photo binds the link; a typed number does not', () => {
  for (const by of ['camera', 'photo'] as const) {
    const story = given(onTheRoad('kse')).when(phone.scan('PARCEL-1', { by }))
    expect(story.answers({ outcome: 'match' }).after.page.owner).toBe(PHONE)
  }
  const typed = given(onTheRoad('kse')).when(phone.scan('PARCEL-1', { by: 'typed' }))
  expect(typed.answers({ outcome: 'match' }).after.page.owner).toBeNull()
  typed.when(phone.scan('PARCEL-1', byOther)).answers({ outcome: 'match' })
})

test('R19: a typed number goes on only after recorded arrival', () => {
  const typed = scanned('PARCEL-1', 'typed')
  given(onTheRoad('kse'), typed).when(phone.noClaims()).refuses('not-arrived')
  given(onTheRoad('kse'), typed).when(phone.finish()).refuses('not-arrived')
  given(atTheDoor('kse'), typed)
    .when(phone.noClaims())
    .when(phone.finish())
    .records({ proof: 'link', scannedBy: ['typed'] })
})

test('R19: one typed number among scanned ones waits for arrival too', () => {
  given(onTheRoad('kse', { parcels: 2 }), scanned('PARCEL-1'), scanned('PARCEL-2', 'typed'))
    .when(phone.noClaims())
    .refuses('not-arrived')
})

test('R19: ten wrong labels lock the page, for the right one too, and raise an alert', () => {
  const ninth = given(onTheRoad('kse'), wrongLabels(8)).when(phone.scan('ELSEWHERE'))
  ninth.answers({ outcome: 'mismatch', left: 1 })
  expect(ninth.facts.map(alertFor)).toEqual([null])
  const tenth = ninth.when(phone.scan('ELSEWHERE')).answers({ outcome: 'mismatch', left: 0 })
  expect(tenth.facts.map(alertFor)).toEqual(['page-locked'])
  tenth.when(phone.scan()).refuses('page-locked')
  given(onTheRoad('kse'), scanned(), noClaims, wrongLabels(10)).when(phone.finish()).refuses('page-locked')
})

test('R19: a weaker capture of the same label does not replace a better one', () => {
  for (const by of ['typed', 'photo'] as const) {
    const again = phone.scan('PARCEL-1', { by })
    given(onTheRoad('kse'), scanned('PARCEL-1', 'camera')).when(again).answers({ outcome: 'match' }).records()
  }
  given(onTheRoad('kse'), scanned('PARCEL-1', 'typed')).when(phone.scan()).records({ by: 'camera' })
})

test('R20: a wrong label is a mismatch that names nothing', () => {
  const story = given(onTheRoad('kse')).when(phone.scan('ELSEWHERE'))
  expect(story.decision).toEqual({
    ok: true,
    facts: [{ type: 'wrong-label-scanned', left: 9 }],
    answer: { outcome: 'mismatch', left: 9 },
  })
})

test('R20: the waybill itself is the label of a single parcel, not of several', () => {
  given(onTheRoad('kse')).when(phone.scan('waybill-1')).answers({ outcome: 'match', label: 'PARCEL-1' })
  given(onTheRoad('kse', { parcels: 2 }))
    .when(phone.scan('waybill-1'))
    .answers({ outcome: 'mismatch' })
})

test('R21: a claim releases nothing: every other call is claim-open until a dispatcher decides', () => {
  const story = given(atTheDoor('kse'), scanned(), noClaims).when(phone.claim())
  story.records({ type: 'claim-raised', blocking: true })
  expect(story.facts.map(alertFor)).toEqual(['claim'])
  const calls: Command[] = [
    courier.arrive(),
    courier.code('never compared'),
    courier.code('never compared', { proof: 'qr' }),
    courier.noCode(),
    courier.identity(),
    courier.fail(),
    courier.send(),
    phone.scan(),
    phone.noClaims(),
    phone.finish(),
    { type: 'schedule', roundId: 'round-2', courierId: 'courier-2' },
    { type: 'move', roundId: 'round-2', courierId: 'courier-2' },
    { type: 'withdraw', roundId: 'round-1' },
    { type: 'cancel' },
    { type: 'send', what: 'link' },
  ]
  for (const call of calls) story.when(call).refuses('claim-open')
})

test('R21: go on: the visit continues, and "no claims" has to be said again', () => {
  const story = given(atTheDoor('kse'), scanned(), noClaims, claimed).when({
    type: 'decide-claim',
    decision: 'resume',
  })
  story.when(phone.finish()).refuses('not-confirmed')
  story.when(phone.noClaims()).when(phone.finish()).answers({ outcome: 'handed-over' })
  story.when(courier.code('right')).answers({ outcome: 'handed-over' })
})

test.each(['depot', 'return'] as const)(
  'R21: decided %s: the visit is over and carries the claim’s code',
  (decision) => {
    const story = given(atTheDoor('kse'), claimed).when({ type: 'decide-claim', decision })
    story.records({ type: 'claim-decided', decision, code: 'CLM' })
    story.when(courier.code('never compared')).answers({ outcome: 'closed' })
    const next = story
      .when({ type: 'receive-at-depot', labels: ['PARCEL-1'] })
      .when({ type: 'schedule', roundId: 'round-2', courierId: 'courier-1' })
    if (decision === 'depot') next.records({ type: 'scheduled' })
    else next.refuses('shipment-over')
  },
)

test('R21: there is nothing to decide without a claim, and a claim after the visit blocks nothing', () => {
  given(atTheDoor('kse')).when({ type: 'decide-claim', decision: 'depot' }).refuses('no-claim')
  given(atTheDoor('kse'))
    .when(courier.fail())
    .when(phone.claim({ kind: 'nobody-came' }))
    .records({ type: 'claim-raised', kind: 'nobody-came', blocking: false })
    .when({ type: 'receive-at-depot', labels: ['PARCEL-1'] })
    .records({ type: 'received-at-depot' })
})

test('R22: finishing needs a scan, then "no claims", then the signature', () => {
  given(atTheDoor('kse')).when(phone.finish()).refuses('not-scanned')
  given(atTheDoor('kse')).when(phone.noClaims()).refuses('not-scanned')
  given(atTheDoor('kse'), scanned()).when(phone.finish()).refuses('not-confirmed')
  given(atTheDoor('kse'), scanned(), noClaims)
    .when(phone.finish({ signed: null }))
    .refuses('signature-required')
})

test.each(['drawn', 'typed'] as const)(
  'R22: a %s signature has equal weight, and arrival is not needed',
  (signed) => {
    const story = given(onTheRoad('kse'), scanned(), noClaims).when(phone.finish({ signed }))
    story.answers({ outcome: 'handed-over', code: 'LINK' })
    story.records({ type: 'handed-over', proof: 'link', signed, scannedBy: ['camera'] })
  },
)

test('R22: a policy without the signature takes none', () => {
  given(onTheRoad('kse', { policy: { signature: [] } }), scanned(), noClaims)
    .when(phone.finish({ signed: null }))
    .answers({ outcome: 'handed-over' })
})

test('R22: it needs "out for delivery"', () => {
  for (const command of [phone.scan(), phone.noClaims(), phone.finish()])
    given(onRound('kse')).when(command).refuses('not-out-for-delivery')
})

test('R22: five wrong codes leave the recipient’s phone', () => {
  given(atTheDoor('kse'), wrongCodes(5))
    .when(phone.scan())
    .when(phone.noClaims())
    .when(phone.finish())
    .answers({ outcome: 'handed-over', code: 'LINK' })
})

test('R24: only what was scanned is released: "2 of 3" closes as exactly that', () => {
  const two = [scanned('PARCEL-1'), scanned('PARCEL-3')]
  const story = given(atTheDoor('kse', { parcels: 3 }), two, noClaims).when(phone.finish())
  story.records({ type: 'handed-over', labels: ['PARCEL-1', 'PARCEL-3'], of: 3 })
  expect(story.after).toMatchObject({ phase: 'partly-handed-over', secret: 2, link: 2 })
})

test('R24: another parcel scanned after "no claims" asks for it again', () => {
  given(atTheDoor('kse', { parcels: 2 }), scanned('PARCEL-1'), noClaims)
    .when(phone.scan('PARCEL-2'))
    .when(phone.finish())
    .refuses('not-confirmed')
})

test('R24: scans of one visit release nothing in the next', () => {
  const shipment = stateOf(
    [...atTheDoor('kse'), scanned(), noClaims, missed],
    [backAtDepot(['PARCEL-1']), ...nextVisit, arrived],
  )
  expect(shipment.page).toMatchObject({ scanned: [], noClaims: false, owner: PHONE })
})
