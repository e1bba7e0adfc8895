import { describe, expect, test } from 'vitest'
import { inOrder, lastUndoable, undoWindow } from '../../web/courier/round-model.ts'
import { isShown, ordered } from '../../web/courier/round-view.ts'
import { nameWords } from '../../worker/domain/name.ts'
import { ended, stopWith } from './courier-stop.ts'

const PLACE = { line1: '12 rue Neuve', city: 'Lyon', postcode: '69001', country: 'FR' }
const stops = [
  stopWith({ shipmentId: 'a', recipientName: 'Hélène Dupont', place: { lat: 45.76, lon: 4.85 } }),
  stopWith({ shipmentId: 'b', recipientName: 'Ольга Фёдорова', place: null }),
  stopWith({
    shipmentId: 'c',
    recipientName: 'Paul Marchand',
    address: PLACE,
    place: { lat: 45.75, lon: 4.84 },
  }),
  { ...ended('pin'), shipmentId: 'd', recipientName: 'Zoé Petit', place: { lat: 45.7501, lon: 4.8401 } },
]
const HERE = { lat: 45.7502, lon: 4.8402 }
const ids = (...asked: [how: 'order' | 'nearest' | 'open', text?: string, from?: typeof HERE | null]) =>
  ordered(inOrder(stops), asked[0], asked[2] ?? null)
    .filter(({ stop }) => isShown(stop, asked[0], nameWords(asked[1] ?? '')))
    .map(({ stop }) => stop.shipmentId)

describe('the round, searched and sorted', () => {
  test('names, streets and numbers are found by any of their words, without accents and case', () => {
    expect(ids('order', 'helene')).toEqual(['a'])
    expect(ids('order', 'федоровА')).toEqual(['b'])
    expect(ids('order', 'neuve 12')).toEqual(['c'])
    expect(ids('order', 'nobody')).toEqual([])
    expect(ids('order', '')).toEqual(['a', 'b', 'c', 'd'])
  })

  test('the nearest first; what has no place after that, what is done at the end', () => {
    expect(ids('nearest', '', HERE)).toEqual(['c', 'a', 'b', 'd'])
    // A tablet that does not know where it is keeps the order of the round.
    expect(ids('nearest', '', null)).toEqual(['a', 'b', 'c', 'd'])
  })

  test('only what is still to be done', () => {
    expect(ids('open')).toEqual(['a', 'b', 'c'])
  })
})

describe('R37: the time to take back a slip', () => {
  const at = '2026-11-30T09:00:00.000Z'
  const until = '2026-11-30T09:05:00.000Z'
  const slip = {
    ...stopWith({ shipmentId: 'slip', open: false, reopenUntil: until }),
    outcome: { kind: 'depot' as const, at, partly: false, code: 'ABS' },
  }
  const arrived = (arrivedAt: string | null) => stopWith({ shipmentId: 'other', arrivedAt })

  test('R37: it lasts from the end of the visit for the policy’s minutes', () => {
    expect(undoWindow(slip, [slip, arrived(null)])).toEqual({
      from: Date.parse(at),
      until: Date.parse(until),
    })
    expect(undoWindow({ ...slip, reopenUntil: null }, [])).toBeNull()
  })

  test('R37: a stop begun since ends it, one begun before does not', () => {
    expect(undoWindow(slip, [slip, arrived('2026-11-30T09:01:00.000Z')])).toBeNull()
    expect(undoWindow(slip, [slip, arrived('2026-11-30T08:59:00.000Z')])).not.toBeNull()
  })

  test('R37: the round offers the stop that ended last', () => {
    const earlier = {
      ...slip,
      shipmentId: 'earlier',
      outcome: { ...slip.outcome, at: '2026-11-30T08:58:00.000Z' },
    }
    expect(lastUndoable([earlier, slip])?.stop.shipmentId).toBe('slip')
    expect(lastUndoable([{ ...slip, reopenUntil: null }, earlier])).toBeNull()
  })
})
