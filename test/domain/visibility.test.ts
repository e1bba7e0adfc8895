import { expect, test } from 'vitest'
import type { Recipient } from '../../worker/api/common.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { holdWords } from '../../worker/domain/words.ts'
import { courierStop } from '../../worker/views/courier-stop.ts'
import { deliveryData, maskFirstName, recipientView } from '../../worker/views/recipient-view.ts'
import { shipmentView } from '../../worker/views/shipment-view.ts'
import {
  atTheDoor,
  courier,
  given,
  missed,
  OTHER_PHONE,
  onRound,
  onTheRoad,
  PHONE,
  POINT,
  phone,
  scanned,
  stateOf,
  wrongCodes,
} from './given.ts'

const ANNA: Recipient = {
  name: 'Анна Седова',
  phone: '+79161234567',
  email: 'anna@example.org',
  kind: 'consumer',
  address: {
    line1: 'ул. Мира, 1',
    city: 'Москва',
    postcode: '101000',
    country: 'RU',
    lat: 55.712_345,
    lon: 37.654_321,
  },
}
const iso = (ms: number) => new Date(ms).toISOString()
const days = { now: 0, until: null, extendsTo: null }
const stop = (story: Fact[]) => courierStop('s1', stateOf(story), ANNA, 3, iso)
const page = (story: Fact[], session = PHONE) =>
  recipientView('s1', stateOf(story), ANNA, { session, link: 1 }, days, iso)

test('R10: the round shows before arrival which stops are secured and what they accept', () => {
  expect(stop(onRound('chronopost'))).toMatchObject({ secured: true, accepts: ['pin', 'qr'], pinDigits: 6 })
  expect(stop(onTheRoad('kse'))).toMatchObject({ secured: true, accepts: ['pin', 'link'], pinDigits: 5 })
  expect(stop(onTheRoad('kse', { kind: 'business' }))).toMatchObject({ secured: false, accepts: [] })
  expect(stop(onTheRoad('kse', { destination: POINT }))).toMatchObject({ dropOff: POINT })
})

test('R10: the stop tells what is left: attempts, what follows without a code, the words of a hold', () => {
  expect(stop(atTheDoor('chronopost'))).toMatchObject({
    codes: 'open',
    attemptsLeft: 5,
    withoutCode: 'hold',
    words: holdWords('fr', POINT.name),
  })
  expect(stop([...atTheDoor('kse'), ...wrongCodes(5)])).toMatchObject({
    codes: 'closed',
    attemptsLeft: 0,
    identityAllowed: true,
  })
})

test('R4: a courier’s stop holds no secret, no contact, no exact place and no kind of recipient', () => {
  const never = { policy: { callRecipient: false } }
  const stories = [onRound('kse', never), atTheDoor('chronopost'), [...atTheDoor('kse', never), scanned()]]
  for (const story of stories) {
    const text = JSON.stringify(stop(story))
    for (const hidden of [ANNA.phone, ANNA.email, '55.7123', '37.6543', 'consumer', PHONE])
      expect(text).not.toContain(hidden)
    for (const field of ['pin', 'qr', 'secret', 'email']) expect(text).not.toContain(`"${field}":`)
  }
})

test('R4: a number is shown only where the contract lets couriers call, and only on an open stop', () => {
  const { phone, email } = ANNA
  expect(stop(onTheRoad('kse')).phone).toBe(phone)
  expect(JSON.stringify(stop(onTheRoad('kse')))).not.toContain(email)
  expect(stop(onRound('kse')).phone).toBeNull()
  expect(stop([...atTheDoor('kse'), missed]).phone).toBeNull()
  expect(stop(onTheRoad('chronopost')).phone).toBeNull()
})

test('where a stop is, is told to a hundred metres', () => {
  expect(stop(onTheRoad('kse')).place).toEqual({ lat: 55.712, lon: 37.654 })
})

test('R4: the dispatcher’s view holds no secret and no session either', () => {
  const text = JSON.stringify(
    shipmentView(
      's1',
      stateOf(atTheDoor('kse'), scanned()),
      { recipient: ANNA, contact: null, receipts: [], until: null, wishes: {} },
      3,
      iso,
    ),
  )
  for (const hidden of ['"secret', '"link":', '"told', PHONE]) expect(text).not.toContain(hidden)
})

test('R20: the recipient’s page shows the delivery’s data after a match only, and only to that phone', () => {
  expect(page(onTheRoad('kse'))).not.toHaveProperty('delivery')
  const matched = [...onTheRoad('kse', { parcels: 2 }), scanned('PARCEL-2')]
  expect(page(matched).delivery).toEqual({
    waybill: 'WAYBILL-1',
    sender: 'Shop',
    recipientName: ANNA.name,
    address: { line1: 'ул. Мира, 1', city: 'Москва', postcode: '101000', country: 'RU' },
    parcels: [
      { label: 'PARCEL-1', scanned: false, handedOver: false, here: true },
      { label: 'PARCEL-2', scanned: true, handedOver: false, here: true },
    ],
  })
  expect(page(matched, OTHER_PHONE)).not.toHaveProperty('delivery')
})

test('R20: before that the page knows no more than a masked first name', () => {
  for (const story of [onRound('kse'), onTheRoad('kse'), atTheDoor('chronopost')]) {
    const text = JSON.stringify(page(story))
    expect(page(story).firstName).toBe('А***')
    for (const hidden of ['Анна', 'Седова', 'Мира', 'PARCEL-1', 'WAYBILL-1', ANNA.phone, ANNA.email])
      expect(text).not.toContain(hidden)
  }
})

test.each([
  ['Анна Седова', 'А***'],
  ['  jean', 'j***'],
  ['𝒜lice', '𝒜***'],
  ['', ''],
  // A sign is what readers take for one, and of a name of one sign nothing is shown.
  ['У Лань', '***'],
  ['У', '***'],
  ['👩‍👧Anna', '👩‍👧***'],
  ['👩‍👧', '***'],
  ['E\u0301lodie', 'E\u0301***'],
])('R20: a name is masked: %s', (name, masked) => {
  expect(maskFirstName(name)).toBe(masked)
})

test('R22: the steps of the page: scan, check, sign, done', () => {
  const done = (story: Fact[]) => page(story).steps.map((step) => step.done)
  expect(done(onTheRoad('kse'))).toEqual([false, false, false, false])
  expect(done([...onTheRoad('kse'), scanned()])).toEqual([true, false, false, false])
  expect(page(onTheRoad('chronopost')).steps).toEqual([])
})

test('R25: after NL the page shows the point', () => {
  const held = given(atTheDoor('chronopost')).when(courier.noCode())
  const view = recipientView('s1', held.after, ANNA, { session: PHONE, link: 1 }, days, iso)
  expect(view).toMatchObject({ state: 'held', point: POINT, codesOpen: false })
})

test('R31: with the personal data erased, the views still stand, without it', () => {
  const story = given(onTheRoad('kse')).when(phone.scan())
  expect(courierStop('s1', story.after, null, 3, iso)).toMatchObject({ recipientName: '', secured: true })
  expect(recipientView('s1', story.after, null, { session: PHONE, link: 1 }, days, iso)).toMatchObject({
    firstName: '',
  })
  expect(deliveryData(story.after, null, ['PARCEL-1']).recipientName).toBe('')
})
