import { expect, test } from 'vitest'
import { CALM, mayClaim, scanCount, screenOf, stepOf, type Ui } from '../../web/recipient/flow.ts'
import type { RecipientView } from '../../worker/api/deliveries/answers.ts'
import { viewWith } from './recipient-view.ts'

const show = (change: Partial<RecipientView> = {}, ui: Partial<Ui> = {}) =>
  screenOf(viewWith(change), { ...CALM, ...ui })

const PIN = { pin: '48219' }
const CODE_ONLY: Partial<RecipientView> = { accepts: ['pin', 'qr'], scans: false, steps: [] }
const REVEAL: Partial<RecipientView> = { accepts: ['pin', 'qr'], scans: true, reveal: 'scan', steps: [] }
const POINT = { id: 'p1', name: 'Tabac', kind: 'point' as const, address: '3 place Jules-Ferry' }
const RECEIPT = {
  number: '7Q4',
  at: '2026-11-22T11:32:00Z',
  proof: 'link' as const,
  labels: ['A'],
  of: 1,
  qr: [],
}
const one = { total: 1, scanned: 1, handedOver: 0 }

test('R19: out for delivery, the camera is the page', () => {
  expect(show()).toBe('scan')
  expect(show({}, { panel: 'typed' })).toBe('typed')
})

test('before dispatch nothing can be scanned', () => {
  expect(show({ state: 'announced' })).toBe('waiting')
  expect(show({ state: 'scheduled' }, { panel: 'typed' })).toBe('waiting')
})

test('R20: a wrong label is an error window, and goes when it is left', () => {
  expect(show({}, { wrong: { left: 9 } })).toBe('mismatch')
  expect(show({ wrongLabelsLeft: 0 }, { wrong: { left: 0 } })).toBe('locked')
})

test('R6: with a code told by message, the person may show it instead of scanning', () => {
  expect(show({ secret: PIN }, { panel: 'code' })).toBe('code')
  expect(show({ wrongLabelsLeft: 0, secret: PIN }, { panel: 'code' })).toBe('code')
  expect(show({}, { panel: 'code' })).toBe('scan')
})

test('R20–R22: after a match: check, then sign, and back', () => {
  expect(show({ parcels: one })).toBe('check')
  expect(show({ parcels: one, noClaims: true })).toBe('sign')
  expect(show({ parcels: one, noClaims: true }, { recheck: true })).toBe('check')
})

test('R24: the next parcel is scanned on the same page', () => {
  const parcels = { total: 3, scanned: 2, handedOver: 0 }
  expect(show({ parcels }, { adding: true })).toBe('scan')
  expect(show({ parcels }, { adding: true, panel: 'typed' })).toBe('typed')
  expect(scanCount(viewWith({ parcels }))).toEqual({ scanned: 2, of: 3 })
  expect(scanCount(viewWith({ parcels: { total: 3, scanned: 0, handedOver: 2 } }))).toEqual({
    scanned: 0,
    of: 1,
  })
})

test('R11: code and QR alone: the page shows them, before dispatch too', () => {
  expect(show({ ...CODE_ONLY, secret: PIN })).toBe('code')
  expect(show({ ...CODE_ONLY, secret: PIN, state: 'announced' })).toBe('code')
  expect(show(CODE_ONLY)).toBe('waiting')
})

test('R7: scan to reveal: code and QR after the label, and only what revealed them', () => {
  expect(show(REVEAL)).toBe('scan')
  expect(show({ ...REVEAL, parcels: one })).toBe('scan')
  expect(show({ ...REVEAL, parcels: one, secret: PIN })).toBe('code')
})

test('R39: shown at the arrival: the page waits, its camera is a way out, and the code comes by itself', () => {
  const waits = { ...REVEAL, reveal: 'arrival' } as const
  expect(show(waits)).toBe('waiting')
  expect(show(waits, { panel: 'scan' })).toBe('scan')
  expect(show(waits, { panel: 'typed' })).toBe('typed')
  expect(show({ ...waits, secret: PIN })).toBe('code')
  expect(show({ ...waits, codesOpen: false })).toBe('identity')
  // Where the phone can release by itself, the camera is the page (R19).
  expect(show({ ...waits, accepts: ['pin', 'link'] })).toBe('scan')
})

test('R12: closed codes leave the identity check', () => {
  expect(show({ ...CODE_ONLY, codesOpen: false })).toBe('identity')
  expect(show({ ...REVEAL, codesOpen: false })).toBe('identity')
  expect(show({ codesOpen: false })).toBe('scan')
})

test('R21: an open claim stops everything else', () => {
  const claim = { kind: 'damaged' as const, open: true }
  expect(show({ parcels: one, noClaims: true, claim }, { panel: 'claim' })).toBe('claim-open')
  expect(show({ parcels: one }, { panel: 'claim' })).toBe('claim')
  expect(mayClaim(viewWith({ claim }))).toBe(false)
})

test('R41: that somebody else is to get the parcel is asked first, however the shipment ended', () => {
  const labelChange = { effectiveAt: '2026-11-22T11:32:00Z' }
  expect(show({ state: 'cancelled', labelChange })).toBe('label')
  expect(show({ state: 'returned', labelChange, receipt: RECEIPT })).toBe('label')
  expect(show({ state: 'cancelled', labelChange }, { mine: true })).toBe('over')
  expect(show({ state: 'cancelled' })).toBe('over')
})

test('R22: the end is news for who was there, and a look-up for who comes back', () => {
  expect(show({ state: 'handed-over', receipt: RECEIPT }, { sawOpen: true })).toBe('done')
  expect(show({ state: 'handed-over', receipt: RECEIPT }, { sawOpen: true, panel: 'receipt' })).toBe(
    'receipt',
  )
  expect(show({ state: 'handed-over', receipt: RECEIPT })).toBe('receipt')
})

test('R25: a used link keeps showing its receipt while the rest of the shipment goes on', () => {
  expect(show({ state: 'partly-handed-over', receipt: RECEIPT })).toBe('receipt')
  expect(show({ state: 'out-for-delivery', receipt: RECEIPT })).toBe('receipt')
  expect(show({ state: 'partly-handed-over' })).toBe('rest-later')
})

test.each<[Partial<RecipientView>, string]>([
  [{ state: 'held', point: POINT }, 'held'],
  [{ state: 'at-depot' }, 'failed'],
  [{ state: 'refused' }, 'failed'],
  [{ state: 'cancelled' }, 'over'],
  [{ state: 'returned' }, 'over'],
  [{ state: 'out-for-delivery', point: POINT }, 'to-point'],
  [{ state: 'out-for-delivery', accepts: [], scans: false, codesOpen: false }, 'waiting'],
])('after the visit, or without one: %o is %s', (change, screen) => {
  expect(show(change)).toBe(screen)
})

const DUE = { amount: 120_000, currency: 'RUB', state: 'due' as const }
const CHANGE = { effectiveAt: '2026-11-22T11:32:00Z' }

test.each<[string, Partial<RecipientView>]>([
  ['a code to show', { ...CODE_ONLY, secret: PIN }],
  ['a wait', { state: 'announced' }],
  ['the camera', {}],
  ['a scan that reveals the code', REVEAL],
  ['what was scanned', { parcels: one }],
  ['a document', { ...CODE_ONLY, codesOpen: false }],
  ['the way to a point', { point: POINT }],
  ['a hold at a point', { state: 'held', point: POINT }],
  ['a failed visit', { state: 'at-depot' }],
  ['an ordinary hand-over', { accepts: [], scans: false }],
])('R30: the payment comes before %s, and nothing of it once it is made', (_, change) => {
  expect(show({ ...change, payment: DUE })).toBe('pay')
  for (const state of ['paid', 'refunded'] as const)
    expect(show({ ...change, payment: { ...DUE, state } })).toBe(show(change))
})

test.each<[string, Partial<RecipientView>, Partial<Ui>]>([
  ['contact', { contactChange: CHANGE }, {}],
  ['label', { labelChange: CHANGE }, {}],
  ['claim', { state: 'at-depot' }, { panel: 'claim' }],
  ['claim-open', { claim: { kind: 'damaged', open: true } }, {}],
  ['receipt', { receipt: RECEIPT }, {}],
  ['over', { state: 'cancelled' }, {}],
  ['over', { state: 'returned' }, {}],
  ['over', {}, { ended: true }],
  ['failed', { state: 'refused' }, {}],
])('R30: %s is more urgent than the payment', (screen, change, ui) => {
  expect(show({ ...change, payment: DUE }, ui)).toBe(screen)
})

test('R13: "nobody came" can be answered after a visit, not before it', () => {
  expect(mayClaim(viewWith({ state: 'held' }))).toBe(true)
  expect(mayClaim(viewWith({ state: 'at-depot' }))).toBe(true)
  expect(mayClaim(viewWith({ state: 'scheduled' }))).toBe(false)
  expect(show({ state: 'scheduled' }, { panel: 'claim' })).toBe('waiting')
})

test('the bar of the steps follows the screen; without steps there is none', () => {
  expect(stepOf(viewWith(), 'typed')).toEqual({ value: 1, of: 4 })
  expect(stepOf(viewWith(), 'sign')).toEqual({ value: 3, of: 4 })
  expect(stepOf(viewWith(), 'held')).toBeNull()
  expect(stepOf(viewWith(CODE_ONLY), 'code')).toBeNull()
})
