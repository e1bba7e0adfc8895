import { expect, test } from 'vitest'
import type { Fact } from '../../worker/domain/event.ts'
import { announced, dispatched, given, onTheRoad, phone, scanned, scheduled } from './given.ts'

const FIVE = [
  'EXAMPLE-0002',
  '%0075001XXXX00000000001250',
  'https://shop.example/o/771',
  '4006381333931',
  'ORD-77120',
]
const FREE = ['https://shop.example/o/771', '4006381333931', '96385074', '036000291452']
/** A shipment on the road whose parcels bear these labels. */
const bearing = (...labels: string[]): Fact[] => [
  { ...announced('kse'), waybill: 'XY746999976FR', labels },
  scheduled,
  dispatched,
]

test('R19: a wrong parcel costs one of ten tries, however many codes it bears', () => {
  const story = given(bearing('XY746999976FR')).when(phone.scan(FIVE))
  story.records({ type: 'wrong-label-scanned', left: 9 }).answers({ outcome: 'mismatch', left: 9 })
  story.when(phone.scan(FIVE)).answers({ outcome: 'mismatch', left: 8 })
})

test('R19: what can hardly be a label is asked, and free when it is wrong', () => {
  for (const labels of [...FREE, FREE])
    given(bearing('XY746999976FR'))
      .when(phone.scan(labels))
      .answers({ outcome: 'mismatch', left: 10 })
      .records()
})

test('R19: nothing is free where a label of the shipment, or its waybill, is of that kind itself', () => {
  for (const own of ['4006381333948', 'https://shop.example/p/1', '4-006381-333948']) {
    const story = given(bearing(own)).when(phone.scan(FREE))
    story.records({ type: 'wrong-label-scanned' }).answers({ outcome: 'mismatch', left: 9 })
    story.when(phone.scan([...FREE, own])).answers({ outcome: 'match' })
  }
  given(bearing('PARCEL-1', '4006381333948')).when(phone.scan(FREE)).answers({ left: 9 })
  given([{ ...announced('kse'), waybill: '4006381333948' }, scheduled, dispatched])
    .when(phone.scan(FREE))
    .answers({ left: 9 })
})

test('R19: right beside wrong is right, and costs nothing', () => {
  const right = given(onTheRoad('kse')).when(phone.scan([...FIVE.slice(1), ' parcel-1']))
  right.answers({ outcome: 'match', label: 'PARCEL-1' })
  expect(right.facts.map(({ type }) => type)).toEqual(['label-scanned'])
})

test('R24: every parcel of this shipment in view is recorded, each once', () => {
  const both = given(onTheRoad('kse', { parcels: 3 })).when(
    phone.scan(['PARCEL-3', 'OTHER', 'PARCEL-1', 'parcel-3']),
  )
  expect(both.facts).toMatchObject([
    { type: 'label-scanned', label: 'PARCEL-3' },
    { type: 'label-scanned', label: 'PARCEL-1' },
  ])
  given(onTheRoad('kse', { parcels: 3 }), scanned('PARCEL-3'))
    .when(phone.scan(['PARCEL-3', 'PARCEL-1']))
    .records({ label: 'PARCEL-1' })
})

test('R19: a locked page takes no presentation, not even a free one', () => {
  const wrong: Fact[] = Array.from({ length: 10 }, (_, i) => ({ type: 'wrong-label-scanned', left: 9 - i }))
  for (const labels of [['PARCEL-1'], FREE, ['PARCEL-1', ...FREE]])
    given(onTheRoad('kse'), wrong).when(phone.scan(labels)).refuses('page-locked')
})

test.each([
  ['\x1d00340123450000000017', '340123450000000017'],
  [']C100340123450000000017\x1d3712', '00340123450000000017'],
  [']C0EXAMPLE-0001', 'EXAMPLE-0001'],
  [']d2EXAMPLE-0001', 'EXAMPLE-0001'],
  ['101000 52 00000 1', '10100052000001'],
  ['EXAMPLE–0001', 'EXAMPLE-0001'],
  ['№ EXAMPLE-0001', 'EXAMPLE-0001'],
  ['EXAMPLE-0001.', 'EXAMPLE-0001'],
  ['ХУ746999976FR', 'XY746999976FR'],
])('R19: shown or typed %j, announced %s: a match', (text, label) => {
  given(bearing(label))
    .when(phone.scan(text, { by: 'typed' }))
    .answers({ outcome: 'match', label })
})

test('R19: a text is one guess on the page: other keyboards do not count there', () => {
  given(bearing('FD1234'))
    .when(phone.scan('АВ1234', { by: 'typed' }))
    .answers({ outcome: 'mismatch', left: 9 })
})
