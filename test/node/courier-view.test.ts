import { expect, test } from 'vitest'
import { blockedHere, type ScreenState, type StopView, stopView } from '../../web/courier/stop/stop-view.ts'
import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { ended, stopWith } from './courier-stop.ts'

const CALM: ScreenState = { wasOpen: true, arriving: false, panel: null, result: null }
const FREE = { pin: false, identity: false }
const viewOf = (stop: CourierStop, visit: Partial<ScreenState> = {}, blocked = FREE): StopView =>
  stopView(stop, { ...CALM, ...visit }, blocked)

test('R13: before arrival there is nothing but the button of arrival', () => {
  const away = stopWith({ arrivedAt: null })
  expect(viewOf(away).view).toBe('arrive')
  expect(viewOf(away, { panel: 'no-code' }).view).toBe('arrive')
  expect(viewOf(stopWith({ arrivedAt: null, secured: false })).view).toBe('arrive')
})

test('after the tap on arrival the keypad is there at once', () => {
  expect(viewOf(stopWith({ arrivedAt: null }), { arriving: true })).toMatchObject({ main: 'keypad' })
})

test.each<[string, Partial<CourierStop>, object]>([
  ['PIN or link', {}, { main: 'keypad', qr: false, link: true }],
  ['PIN or QR', { accepts: ['pin', 'qr'] }, { main: 'keypad', qr: true, link: false }],
  ['QR alone', { accepts: ['qr'] }, { main: 'qr', qr: true }],
  ['link alone', { accepts: ['link'] }, { main: 'link', link: true }],
  [
    'codes closed',
    { accepts: ['pin', 'qr', 'link'], codes: 'closed' },
    { main: 'closed', qr: false, link: true },
  ],
])('the door offers what the policy accepts: %s', (_, change, expected) => {
  expect(viewOf(stopWith(change))).toMatchObject({ view: 'door', ...expected })
})

test('R30: while it is unpaid there is the amount in place of every proof, and NL holds as ever', () => {
  const owed = { amount: 4_990, currency: 'EUR', paid: false }
  const stop = stopWith({ payment: owed, withoutCode: 'hold', identityAllowed: true })
  for (const panel of [null, 'scan-qr', 'scan-receipt', 'identity'] as const)
    expect(viewOf(stop, { panel })).toEqual({ view: 'unpaid' })
  expect(viewOf(stop, { panel: 'pay' })).toEqual({ view: 'pay' })
  expect(viewOf(stop, { panel: 'no-code' })).toEqual({ view: 'no-code', leadsTo: 'hold' })
  expect(viewOf(stopWith({ payment: owed, secured: false }), { panel: 'no-code' }).view).toBe('unpaid')
  // A claim stops everything, before the arrival nothing is asked, and at a point others take the money.
  expect(viewOf(stopWith({ payment: owed, claimOpen: true })).view).toBe('claim')
  expect(viewOf(stopWith({ payment: owed, arrivedAt: null }), { panel: 'pay' }).view).toBe('arrive')
  const point = { id: 'p1', name: 'ПВЗ', kind: 'point', address: 'Лесная ул., 7' } as const
  expect(viewOf(stopWith({ payment: owed, dropOff: point })).view).toBe('drop-off')
  // Paid, nothing stays open of what was shown to be paid by.
  const paid = { ...owed, paid: true }
  expect(viewOf(stopWith({ payment: paid }), { panel: 'pay' }).view).toBe('door')
  expect(viewOf(stopWith({ payment: paid, secured: false }), { panel: 'pay' }).view).toBe('sign')
})

test('R18: a blocked PIN entry leaves QR and the recipient’s phone', () => {
  const stop = stopWith({ accepts: ['pin', 'qr', 'link'] })
  const blocked = { pin: true, identity: false }
  expect(viewOf(stop, {}, blocked)).toMatchObject({ main: 'blocked', qr: true, link: true })
})

test('R13: no code leads to the hold or to the identity check, as the policy says', () => {
  const view = (stop: CourierStop, blocked = FREE) => viewOf(stop, { panel: 'no-code' }, blocked)
  expect(view(stopWith())).toEqual({ view: 'no-code', leadsTo: 'identity' })
  expect(view(stopWith({ withoutCode: 'hold' }))).toEqual({ view: 'no-code', leadsTo: 'hold' })
})

test('R18: with a blocked identity check no code means hold, also where the check was open', () => {
  const blocked = { pin: false, identity: true }
  const stop = stopWith({ identityAllowed: true })
  expect(viewOf(stop, { panel: 'no-code' }, blocked)).toEqual({ view: 'no-code', leadsTo: 'hold' })
  expect(viewOf(stop, { panel: 'identity' }, blocked)).toMatchObject({ view: 'door', without: 'ask' })
})

test('R16: the identity check is not there before "no code" or five wrong codes', () => {
  expect(viewOf(stopWith(), { panel: 'identity' }).view).toBe('door')
  expect(viewOf(stopWith({ identityAllowed: true }), { panel: 'identity' }).view).toBe('identity')
  expect(viewOf(stopWith({ identityAllowed: true }))).toMatchObject({ without: 'identity' })
})

test('R21: an open claim covers the door, whatever is open on it', () => {
  expect(viewOf(stopWith({ claimOpen: true }), { panel: 'identity' }).view).toBe('claim')
})

test('a drop-off and an ordinary stop never ask for a code', () => {
  const point = { id: 'p', name: 'П', kind: 'point', address: 'А' } as const
  expect(viewOf(stopWith({ dropOff: point })).view).toBe('drop-off')
  expect(viewOf(stopWith({ secured: false, accepts: [] })).view).toBe('sign')
})

test('R23: what the recipient’s phone finished turns the open screen green', () => {
  expect(
    viewOf(ended('link', { parcels: [{ label: 'A123', place: 'recipient', declared: false }] })),
  ).toEqual({
    view: 'handed-over',
    code: null,
    handed: ['A123'],
    stay: [],
  })
})

test('R24: "2 of 3" names what stays', () => {
  const parcels: CourierStop['parcels'] = [
    { label: 'A123', place: 'recipient', declared: false },
    { label: 'B123', place: 'vehicle', declared: false },
  ]
  const view = viewOf(ended('link', { parcels, phase: 'partly-handed-over' }))
  expect(view).toMatchObject({ handed: ['A123'], stay: ['B123'] })
})

test('"hand over" is never said to somebody who looks an ended stop up', () => {
  for (const kind of [
    'pin',
    'qr',
    'link',
    'identity',
    'ordinary',
    'held',
    'depot',
    'refused',
    'cancelled',
  ] as const)
    expect(viewOf(ended(kind), { wasOpen: false }).view).toBe('ended')
})

test('R14: a hold keeps its words and point, from the answer and from a later reading', () => {
  const point = { id: 'p', name: 'П', kind: 'point', address: 'А' } as const
  const result = { is: 'held', code: 'NL', point, words: 'слова' } as const
  expect(viewOf(stopWith(), { result })).toMatchObject({ view: 'held', code: 'NL', point })
  expect(viewOf(ended('held', { point }))).toMatchObject({ view: 'held', code: null, point, words: 'слова' })
})

test('a stop withdrawn or cancelled under the courier’s hands is no success', () => {
  expect(viewOf(ended('cancelled')).view).toBe('ended')
  expect(viewOf(ended('depot')).view).toBe('ended')
})

test('before dispatch there is nothing to do', () => {
  expect(viewOf(stopWith({ open: false, arrivedAt: null, phase: 'scheduled' })).view).toBe('planned')
})

/** The screen without a network, on a day with so many identity checks left. */
const offlineView = (stop: CourierStop, visit: Partial<ScreenState> = {}, identityLeft = 3): StopView => {
  const reach = { offline: true, identityLeft }
  return stopView(stop, { ...CALM, ...visit }, blockedHere(FREE, reach), undefined, reach)
}

test('R35: without a network no keypad is offered; QR, the recipient’s phone and “no code” are', () => {
  const stop = stopWith({ accepts: ['pin', 'qr', 'link'] })
  expect(offlineView(stop)).toEqual({ view: 'door', main: 'offline', qr: true, link: true, without: 'ask' })
  expect(offlineView(stop, { panel: 'scan-qr' })).toEqual({ view: 'scan', want: 'qr' })
  expect(offlineView(stopWith({ arrivedAt: null })).view).toBe('arrive')
})

test.each<[string, Partial<CourierStop>, string]>([
  ['claimed', { claimOpen: true }, 'claim'],
  ['suspended', { suspended: true }, 'needs-network'],
  ['unpaid', { payment: { amount: 4_990, currency: 'EUR', paid: false } }, 'unpaid'],
])('R36: nothing is offered for a stop last known to be %s', (_, change, view) => {
  expect(offlineView(stopWith({ accepts: ['pin', 'qr'], ...change }), { panel: 'scan-qr' })).toEqual({ view })
})

test('R36: where a dispatcher has to agree first no identity check is offered without a network', () => {
  const asks = stopWith({ asksFirst: true, identityAllowed: true })
  expect(offlineView(asks)).toMatchObject({ view: 'door', without: 'network' })
  expect(offlineView(asks, { panel: 'identity' }).view).toBe('door')
  expect(viewOf(asks, { panel: 'identity' }).view).toBe('identity')
})

test('R18, R36: after three checks of a day, waiting ones counted, “no code” holds', () => {
  const stop = stopWith({ identityAllowed: true })
  expect(offlineView(stop, { panel: 'identity' }, 1).view).toBe('identity')
  expect(offlineView(stop, { panel: 'identity' }, 0)).toMatchObject({ view: 'door', without: 'ask' })
  expect(offlineView(stop, { panel: 'no-code' }, 0)).toEqual({ view: 'no-code', leadsTo: 'hold' })
})
