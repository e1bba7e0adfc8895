import { expect, test } from 'vitest'
import type { Recipient } from '../../worker/api/common.ts'
import type { Fact } from '../../worker/domain/event.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import { counterHold } from '../../worker/views/counter-hold.ts'
import { courierStop } from '../../worker/views/courier-stop.ts'
import { recipientView } from '../../worker/views/recipient-view.ts'
import { shipmentView } from '../../worker/views/shipment-view.ts'
import {
  clerk,
  dropOff,
  droppedOff,
  held,
  issued,
  orderReturn,
  receiveAtDepot,
  received,
  underway,
  waiting,
  wrongAtCounter,
} from './at-the-point.ts'
import {
  arrived,
  atTheDoor,
  courier,
  given,
  missed,
  NOW,
  nextVisit,
  noClaims,
  OTHER_PHONE,
  onTheRoad,
  PHONE,
  POINT,
  phone,
  scanned,
  stateOf,
} from './given.ts'

const TWO = { parcels: 2 } as const
const ANNA: Recipient = {
  name: 'Анна Седова',
  phone: '+79161234567',
  email: 'anna@example.org',
  kind: 'consumer',
  address: { line1: 'ул. Мира, 1', city: 'Москва', postcode: '101000', country: 'RU', lat: 55.7, lon: 37.6 },
}
const iso = (ms: number) => new Date(ms).toISOString()
const until = '2026-03-12'
const desk = (state: Shipment, now = NOW) => counterHold('s1', state, ANNA, { until, now, texts: [] }, iso)
const stop = (state: Shipment) => courierStop('s1', state, ANNA, 3, iso)
const page = (state: Shipment, link = state.link, session = PHONE, now = NOW) =>
  recipientView('s1', state, ANNA, { session, link }, { now, until, extendsTo: '2026-03-19' }, iso)
const ofShipment = (state: Shipment) =>
  shipmentView('s1', state, { recipient: ANNA, contact: null, receipts: [], until, wishes: {} }, 3, iso)

/** A story for every place where a parcel can be after the door. */
const STATES: Record<string, Fact[]> = {
  underway: underway('kse'),
  waiting: waiting('kse'),
  'in part': [...waiting('kse', TWO), issued(['PARCEL-1'], 2)],
  'codes used up': [...waiting('kse'), ...wrongAtCounter(5)],
  'phone finished': [...waiting('kse'), scanned(), noClaims],
  'a drop-off': droppedOff('chronopost'),
  'going back': [
    ...waiting('kse'),
    { type: 'return-ordered', reason: 'dispatcher', labels: ['PARCEL-1'], code: 'RTS' },
  ],
}

test.each(Object.keys(STATES))(
  'R4: after the door no view holds a secret, a session or what tells one: %s',
  (name) => {
    const state = stateOf(STATES[name] ?? [])
    const texts = [desk(state), stop(state), ofShipment(state)].map((view) => JSON.stringify(view))
    texts.push(JSON.stringify(page(state, state.link, OTHER_PHONE)))
    for (const text of texts) {
      for (const hidden of [PHONE, OTHER_PHONE, '"secret', '"told', '"link":', '"owner', '"session'])
        expect(text).not.toContain(hidden)
      for (const field of ['pin', 'qr']) expect(text).not.toContain(`"${field}":`)
    }
  },
)

test('R28: the counter sees whom it is for, to compare a document, and nothing else about them', () => {
  const text = JSON.stringify(desk(stateOf(waiting('kse'))))
  expect(desk(stateOf(waiting('kse')))).toMatchObject({ recipientName: ANNA.name, phoneTail: '4567', until })
  for (const hidden of [ANNA.phone, ANNA.email, 'Мира', '101000', '55.7', 'consumer'])
    expect(text).not.toContain(hidden)
})

test('R28: what the counter may take is what its screen shows, in each state', () => {
  const accepts = (...story: Fact[]) => desk(stateOf(story))?.accepts
  expect(accepts(...underway('kse'))).toBeUndefined()
  expect(accepts(...waiting('kse'))).toEqual(['pin', 'qr', 'link', 'identity'])
  expect(accepts(...waiting('chronopost'))).toEqual(['identity'])
  expect(accepts(...droppedOff('chronopost'))).toEqual(['identity', 'pin', 'qr'])
  expect(accepts(...waiting('kse'), ...wrongAtCounter(5))).toEqual(['identity'])
  expect(accepts(...droppedOff('kse', { kind: 'business' }))).toEqual(['identity'])
  expect(accepts(...waiting('kse'), issued(['PARCEL-1'], 1))).toEqual([])
  expect(desk(stateOf(waiting('kse'), wrongAtCounter(2)))?.attemptsLeft).toBe(3)
})

test('R28: of a hold that no point has yet a counter sees nothing; one that goes back says so', () => {
  for (const story of [underway('kse'), dropOff('kse')]) expect(desk(stateOf(story))).toBeNull()
  expect(desk(given(waiting('kse')).when(orderReturn).after)).toMatchObject({
    toReturn: true,
    parcels: [{ toSender: true }],
  })
  expect(desk(given(dropOff('kse')).when({ type: 'cancel' }).when(clerk.receive()).after)).toMatchObject({
    toReturn: true,
  })
  expect(desk(stateOf(onTheRoad('kse')))).toBeNull()
})

test('R28: the phone that finished is waited for ten minutes, on both screens, then no more', () => {
  const half = given(waiting('kse'), scanned(), noClaims).when(phone.finish(), NOW).after
  expect([desk(half)?.phoneFinished, page(half).hold?.waiting]).toEqual([true, true])
  expect(page(half, half.link, OTHER_PHONE).hold?.waiting).toBe(false)
  const late = NOW + 10 * 60_000 + 1
  expect([desk(half, late)?.phoneFinished, page(half, half.link, PHONE, late).hold?.waiting]).toEqual([
    false,
    false,
  ])
})

test('R25: after NL the recipient’s page shows where it is, until when, and what to bring', () => {
  expect(page(stateOf(underway('kse')))).toMatchObject({
    point: POINT,
    codesOpen: false,
    hold: { ready: false, extendable: true, fromDoor: true, opens: ['pin', 'qr', 'link', 'identity'] },
  })
  expect(page(stateOf(waiting('kse')))).toMatchObject({
    codesOpen: true,
    scans: true,
    hold: { ready: true, until, extendsTo: '2026-03-19' },
  })
  expect(page(stateOf(waiting('chronopost')))).toMatchObject({
    codesOpen: false,
    accepts: [],
    hold: { opens: ['identity'] },
  })
  expect(page(stateOf(droppedOff('kse')))).toMatchObject({ hold: { fromDoor: false } })
  expect(page(given(waiting('kse')).when(clerk.extend()).after).hold?.extendable).toBe(false)
})

test('R20: at the counter too the delivery’s data shows after a match only', () => {
  expect(page(stateOf(waiting('kse')))).not.toHaveProperty('delivery')
  expect(page(stateOf(waiting('kse'), scanned())).delivery).toMatchObject({
    recipientName: ANNA.name,
    parcels: [{ here: true }],
  })
})

test('R24: what is left at the counter has steps of its own; the link that took a part is done', () => {
  const part = stateOf(waiting('kse', TWO), issued(['PARCEL-1'], 2))
  const done = (link: number) => page(part, link).steps.map((step) => step.done)
  expect(done(1)).toEqual([true, true, true, true])
  expect(done(2)).toEqual([false, false, false, false])
  expect(page(part).hold?.parcels).toEqual({ here: 1, coming: 0, missing: 0, returning: 0 })
})

test('R26: the courier’s stop keeps how and when its own visit ended', () => {
  const nl = given(atTheDoor('kse'))
    .when(courier.noCode(), NOW)
    .when(courier.identity({ declined: true }), NOW)
  const issuedLater = nl.when(clerk.receive(), NOW + 1e8).when(clerk.identity(), NOW + 2e8)
  for (const state of [nl.after, issuedLater.after])
    expect(stop(state).outcome).toEqual({ kind: 'held', at: iso(NOW), partly: false, code: 'NL' })
  const dropped = given(dropOff('kse'), arrived)
    .when(clerk.receive(), NOW)
    .when(clerk.identity(), NOW + 1e8)
  expect(stop(dropped.after).outcome).toMatchObject({ kind: 'dropped-off', at: iso(NOW) })
})

test('R26: a later visit is not shown as the hand-over of an earlier one', () => {
  const part: Fact = { type: 'handed-over', labels: ['PARCEL-1'], of: 2, proof: 'pin', code: 'PIN' }
  const first = [...atTheDoor('kse', TWO), part]
  expect(stop(stateOf(first)).outcome).toMatchObject({ kind: 'pin', partly: true })
  const second = given(first).when(receiveAtDepot('PARCEL-2'))
  const failed = stateOf(first, second.facts, nextVisit, arrived, { ...missed, labels: ['PARCEL-2'] })
  expect(stop(failed).outcome).toMatchObject({ kind: 'depot', code: 'ABS', partly: false })
  const point = stateOf(
    first,
    second.facts,
    nextVisit,
    arrived,
    held(['PARCEL-2']),
    received('PARCEL-2'),
    issued(['PARCEL-2'], 2),
  )
  expect(stop(point).outcome).toMatchObject({ kind: 'held', code: 'NL' })
  const rest = stateOf(first, second.facts, nextVisit, arrived, { ...part, labels: ['PARCEL-2'] } as Fact)
  expect(stop(rest).outcome).toMatchObject({ kind: 'pin', partly: false })
})

test('R10: an ordinary stop never offers an identity check', () => {
  expect(stop(stateOf(atTheDoor('kse', { kind: 'business' })))).toMatchObject({ identityAllowed: false })
})

test('R31: with the personal data erased, the counter’s view still stands, without it', () => {
  const erased = counterHold('s1', stateOf(waiting('kse')), null, { until: null, now: NOW, texts: [] }, iso)
  expect(erased).toMatchObject({ recipientName: '', phoneTail: '', waybill: '…LL-1' })
})
