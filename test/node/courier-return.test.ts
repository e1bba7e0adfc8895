import { expect, test } from 'vitest'
import { countOf, judgeScan } from '../../web/courier/return/count.ts'
import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { ended, stopWith } from './courier-stop.ts'

type ParcelPlace = CourierStop['parcels'][number]['place']
const parcel = (label: string, place: ParcelPlace, declared = false) => ({ label, place, declared })
const POINT = { id: 'p', name: 'П', kind: 'point', address: 'А' } as const

const placesOf = (stops: CourierStop[], scanned: string[] = []) =>
  Object.fromEntries(countOf(stops, scanned).map(({ label, where }) => [label, where]))

test('R26: every parcel is in exactly one place of the count', () => {
  const parcels = [
    parcel('GIVEN', 'recipient'),
    parcel('ATPOINT', 'point'),
    parcel('ATDEPOT', 'depot'),
    parcel('SENT', 'sender'),
    parcel('UNDERWAY', 'to-point'),
    parcel('DECLARED', 'vehicle', true),
    parcel('LOST', 'unexplained'),
    parcel('FOUND', 'unexplained', true),
    parcel('SCANNED', 'vehicle'),
    parcel('MISSING', 'vehicle'),
  ]
  expect(placesOf([ended('held', { parcels })], ['SCANNED'])).toEqual({
    GIVEN: 'handed-over',
    ATPOINT: 'at-point',
    ATDEPOT: 'depot',
    SENT: 'depot',
    UNDERWAY: 'to-point',
    DECLARED: 'back',
    LOST: 'unexplained',
    FOUND: 'back',
    SCANNED: 'back',
    MISSING: 'unexplained',
  })
})

test('R26: a scan moves nothing that a receipt or a proof has put somewhere', () => {
  const parcels = [parcel('GIVEN', 'recipient'), parcel('ATPOINT', 'point'), parcel('ATDEPOT', 'depot')]
  const places = placesOf([ended('pin', { parcels })], ['GIVEN', 'ATPOINT', 'ATDEPOT'])
  expect(places).toEqual({ GIVEN: 'handed-over', ATPOINT: 'at-point', ATDEPOT: 'depot' })
})

test('R26: a drop-off is underway to its point once its courier was there, unless it came back', () => {
  const drop = { dropOff: POINT, parcels: [parcel('DROP', 'vehicle')] }
  expect(placesOf([stopWith(drop)])).toEqual({ DROP: 'to-point' })
  expect(placesOf([stopWith(drop)], ['DROP'])).toEqual({ DROP: 'back' })
  expect(placesOf([stopWith({ ...drop, arrivedAt: null })])).toEqual({ DROP: 'unexplained' })
})

test('what never left with the round need not come back', () => {
  const parcels = [parcel('PLANNED', 'depot')]
  expect(placesOf([stopWith({ open: false, phase: 'scheduled', parcels })])).toEqual({})
  expect(placesOf([ended('depot', { phase: 'scheduled', parcels })])).toEqual({})
})

test('only a scan that still explains something is taken back again', () => {
  const parcels = [parcel('NEW', 'vehicle'), parcel('SENT', 'vehicle', true), parcel('GIVEN', 'recipient')]
  const local = countOf([ended('depot', { parcels })], ['NEW', 'SENT', 'GIVEN']).filter((one) => one.local)
  expect(local.map(({ label }) => label)).toEqual(['NEW'])
})

const ROUND = [
  stopWith({ shipmentId: 'a', waybill: 'WB-ONE', parcels: [parcel('00123456789012345675', 'vehicle')] }),
  ended('pin', { shipmentId: 'b', waybill: 'WB-TWO', parcels: [parcel('GIVEN-1', 'recipient')] }),
]

test.each([
  ['(00)123456789012345675', 'back'],
  [' wb-one ', 'back'],
  ['GIVEN-1', 'elsewhere'],
  ['OTHER-1', 'unknown'],
  ['https://example.org/r#abc.def', 'secret'],
  ['SESAME:1:abc:def', 'secret'],
  ['SESAME:1R:abc:0:def', 'secret'],
  ['ЫУЫФЬУЖ1ЖфисЖвуа', 'secret'],
  [']C100123456789012345675', 'back'],
  ['WB–ONE.', 'back'],
  ['ЦИ-ЩТУ', 'back'],
  ['!"(*)', 'unknown'],
  ['abc', 'rubbish'],
  ['посылка', 'rubbish'],
  ['x'.repeat(65), 'rubbish'],
])('R26: %s is %s, and never stops the count', (text, is) => {
  expect(judgeScan(countOf(ROUND, []), text).is).toBe(is)
})

test('a parcel scanned twice is counted once', () => {
  const scanned = ['00123456789012345675']
  expect(judgeScan(countOf(ROUND, scanned), 'WB-ONE').is).toBe('again')
})

test('of two parcels that a text may name, the one still missing is meant', () => {
  const twice = [
    ended('pin', { shipmentId: 'old', parcels: [parcel('SAME-1', 'recipient')] }),
    stopWith({ shipmentId: 'new', parcels: [parcel('SAME-1', 'vehicle')] }),
  ]
  const scan = judgeScan(countOf(twice, []), 'SAME-1')
  expect(scan).toMatchObject({ is: 'back', parcel: { stop: { shipmentId: 'new' } } })
})
