import { expect, test } from 'vitest'
import { wrongs } from '../../web/recipient/claims.ts'
import { daysLeft } from '../../web/recipient/days.ts'
import { CALM, mayClaim, scanCount, screenOf, stepOf, type Ui } from '../../web/recipient/flow.ts'
import type { RecipientView } from '../../worker/api/deliveries/answers.ts'
import { viewWith } from './recipient-view.ts'

const POINT = { id: 'p1', name: 'Tabac', kind: 'point' as const, address: '3 place Jules-Ferry' }
const HOLD: NonNullable<RecipientView['hold']> = {
  point: POINT,
  receivedAt: '2026-11-22T10:00:00Z',
  until: '2026-11-29',
  extended: false,
  accepts: ['pin', 'qr', 'link', 'identity'],
  attemptsLeft: 5,
  ready: true,
  fromDoor: true,
  opens: ['pin', 'qr', 'link', 'identity'],
  parcels: { here: 1, coming: 0, missing: 0, returning: 0 },
  waiting: false,
  extendable: true,
  extendsTo: '2026-12-06',
  zone: 'Europe/Moscow',
}
const HELD: Partial<RecipientView> = { state: 'held', point: POINT, hold: HOLD }
const view = (change: Partial<RecipientView> = {}) => viewWith({ ...HELD, ...change })
const show = (change: Partial<RecipientView> = {}, ui: Partial<Ui> = {}) =>
  screenOf(view(change), { ...CALM, ...ui })
const one = { total: 1, scanned: 1, handedOver: 0 }

test('R28: at home the page says what opens the parcel there; the camera waits to be asked', () => {
  expect(show()).toBe('ready')
  expect(show({}, { panel: 'scan' })).toBe('scan')
  expect(show({}, { panel: 'typed' })).toBe('typed')
  expect(show({ hold: { ...HOLD, ready: false } })).toBe('held')
})

test('R28: by link at a counter: check, sign, wait for the clerk; and back to what else opens it', () => {
  expect(show({ parcels: one })).toBe('check')
  expect(show({ parcels: one, noClaims: true })).toBe('sign')
  expect(show({ parcels: one, noClaims: true, hold: { ...HOLD, waiting: true } })).toBe('clerk')
  expect(show({ parcels: one }, { panel: 'code' })).toBe('ready')
})

test('R28: where the counter takes no link, no scan leads on to a signature', () => {
  expect(show({ accepts: [], scans: false, parcels: one })).toBe('ready')
  // Either the scan revealed the code, or the label was typed, which reveals nothing.
  expect(show({ accepts: ['pin', 'qr'], reveal: 'scan', parcels: one })).toBe('ready')
})

test('R19: ten wrong labels lock the scan and leave what else opens the parcel', () => {
  expect(show({ wrongLabelsLeft: 0 })).toBe('ready')
  expect(show({ wrongLabelsLeft: 0 }, { panel: 'scan', wrong: { left: 0 } })).toBe('locked')
  expect(show({}, { panel: 'scan', wrong: { left: 9 } })).toBe('mismatch')
})

test('R24: after a part was issued the rest has its own page, there or on its way', () => {
  const partly = { state: 'partly-handed-over' as const, parcels: { total: 3, scanned: 0, handedOver: 1 } }
  const parcels = { here: 1, coming: 1, missing: 0, returning: 0 }
  expect(show({ ...partly, hold: { ...HOLD, parcels } })).toBe('ready')
  expect(scanCount(view({ ...partly, hold: { ...HOLD, parcels } }))).toEqual({ scanned: 0, of: 1 })
  expect(show({ ...partly, hold: { ...HOLD, ready: false } })).toBe('held')
})

test('R25: who saw it wait is told what became of it', () => {
  expect(show({}, { ended: true })).toBe('over')
})

test('R13: "nobody came" is said once; what else is wrong can still be', () => {
  expect(wrongs(view())).toEqual(['nobody-came', 'no-code-asked', 'not-me', 'other'])
  // During a hold the claim stands until it is taken back, and can be made again after that (R21).
  const standing = view({ said: ['nobody-came'], suspended: ['nobody-came'] })
  expect(wrongs(standing)).toEqual(['no-code-asked', 'not-me', 'other'])
  expect(wrongs(view({ said: ['nobody-came'] }))).toContain('nobody-came')
  // In `chronopost` only a document is left after NL, but the answer to the visit can still be given.
  expect(mayClaim(view({ accepts: [], scans: false }))).toBe(true)
})

test('R13: nobody was to come to a door that is no door', () => {
  expect(wrongs(view({ hold: { ...HOLD, fromDoor: false } }))).toEqual(['not-me', 'other'])
})

test('R21: with the parcel in hand a claim is about the parcel, and is a step of the way', () => {
  const delivery = { parcels: [] } as unknown as NonNullable<RecipientView['delivery']>
  expect(wrongs(view({ parcels: one, delivery }))).toEqual(['damaged', 'wrong', 'other'])
  expect(stepOf(view({ parcels: one, delivery }), 'claim')).toEqual({ value: 2, of: 4 })
  expect(stepOf(view(), 'claim')).toBeNull()
})

test('R27: on the finished link: without a code, never got it, not me', () => {
  const receipt = { number: '7Q4', at: '2026-11-22T11:32:00Z', labels: ['A'], of: 1, qr: [] }
  const finished = (proof: 'pin' | 'identity', change: Partial<RecipientView> = {}) =>
    wrongs(viewWith({ state: 'handed-over', receipt: { ...receipt, proof }, ...change }))
  expect(finished('pin')).toEqual(['not-received', 'no-code-asked', 'not-me', 'damaged', 'other'])
  expect(finished('identity')).toContain('no-code-asked')
  // At a counter an identity check is the usual way.
  expect(finished('identity', { hold: HOLD })).not.toContain('no-code-asked')
  expect(finished('pin', { said: ['not-me', 'not-received'] })).toEqual(['no-code-asked', 'damaged', 'other'])
})

test.each([
  // Late in the evening in UTC it is the next day in Moscow and still the same day in Paris.
  ['2026-11-29', 'Europe/Moscow', '2026-11-22T22:00:00Z', 6],
  ['2026-11-29', 'Europe/Paris', '2026-11-22T22:00:00Z', 7],
  ['2026-11-29', 'Europe/Paris', '2026-11-29T12:00:00Z', 0],
  ['2026-11-29', 'Europe/Paris', '2026-11-30T12:00:00Z', 0],
])('R29: days left until %s in %s at %s: %i', (until, zone, now, left) => {
  expect(daysLeft(until, zone, new Date(now))).toBe(left)
})
