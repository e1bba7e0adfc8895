import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lastFour } from '../../worker/domain/label.ts'
import { counterHold } from '../../worker/views/counter-hold.ts'
import { clerk, held, underway, waiting } from './at-the-point.ts'
import { everyLife } from './every-history.ts'
import { given, LABELS, NOW, onTheRoad, stateOf } from './given.ts'

const iso = (ms: number) => new Date(ms).toISOString()
const desk = (state: ReturnType<typeof stateOf>, ...texts: string[]) =>
  counterHold('s1', state, null, { until: null, now: NOW, texts }, iso)
const TWO = { parcels: 2 } as const

test('R28: of a label the last four are shown, and never more than half of it', () => {
  expect(['6A12345678901', '12345678', '123456', '1234'].map(lastFour)).toEqual([
    '…8901',
    '…5678',
    '…456',
    '…34',
  ])
  fc.assert(
    fc.property(fc.string({ minLength: 4, maxLength: 64 }), (label) => {
      const shown = lastFour(label).slice(1)
      return label.endsWith(shown) && shown.length * 2 <= label.length
    }),
  )
})

test('R28: of what it has a counter sees the last four, until it was scanned or typed in that act', () => {
  const state = stateOf(waiting('kse', TWO))
  expect(desk(state)).toMatchObject({
    waybill: '…LL-1',
    parcels: [
      { label: '…EL-1', scanned: false },
      { label: '…EL-2', scanned: false },
    ],
  })
  expect(desk(state, ' parcel-2 ', 'ELSEWHERE')).toMatchObject({
    waybill: '…LL-1',
    parcels: [
      { label: '…EL-1', scanned: false },
      { label: 'PARCEL-2', scanned: true },
    ],
  })
  expect(desk(state, ...LABELS)).toMatchObject({ waybill: 'WAYBILL-1' })
  // The waybill is the label of a single parcel, and of no parcel among several.
  expect(desk(stateOf(waiting('kse')), 'WAYBILL-1')).toMatchObject({ parcels: [{ label: 'PARCEL-1' }] })
  expect(desk(state, 'WAYBILL-1')).toMatchObject({ parcels: [{ scanned: false }, { scanned: false }] })
})

test('R28: of what is still on its way there is no sign of a label, whatever is typed', () => {
  expect(desk(stateOf(underway('kse')), ...LABELS, 'WAYBILL-1')).toBeNull()
  const one = given(underway('kse', TWO)).when(clerk.receive('PARCEL-1')).after
  expect(desk(one, ...LABELS)).toMatchObject({
    waybill: '…LL-1',
    parcels: [
      { label: 'PARCEL-1', scanned: true },
      { label: null, scanned: false, place: 'to-point' },
    ],
  })
  // The first parcel was handed over at the door and never came to the point.
  const rest = stateOf(
    onTheRoad('kse', TWO),
    { type: 'handed-over', labels: ['PARCEL-1'], of: 2, proof: 'pin', code: 'PIN' },
    { type: 'received-at-depot', labels: ['PARCEL-2'], code: 'DEP' },
    { type: 'point-chosen', point: held().point!, labels: ['PARCEL-2'] },
    { type: 'received-at-point', pointId: 'p1', labels: ['PARCEL-2'] },
  )
  expect(desk(rest, ...LABELS)).toMatchObject({ parcels: [{ label: null }, { label: 'PARCEL-2' }] })
})

test('R28: in every life a counter sees whole only what was received there and scanned in the act', () => {
  const shown = { nothing: 0, whole: 0, masked: 0, hidden: 0 }
  everyLife(({ end }) => {
    const received = end.hold?.received ?? []
    for (const texts of [[], LABELS.slice(0, 1), LABELS]) {
      const seen = desk(end, ...texts)
      if (received.length === 0) expect(seen).toBeNull()
      if (!seen) shown.nothing++
      for (const [index, parcel] of (seen?.parcels ?? []).entries()) {
        const { label } = end.parcels[index]!
        const whole = received.includes(label) && texts.includes(label)
        const masked = received.includes(label) ? lastFour(label) : null
        expect(parcel).toMatchObject({ label: whole ? label : masked, scanned: whole })
        shown[whole ? 'whole' : masked ? 'masked' : 'hidden']++
      }
    }
  })
  // Premise: the lives reach each of these.
  for (const [how, count] of Object.entries(shown)) expect(count, how).toBeGreaterThan(10)
})
