import { describe, expect, test } from 'vitest'
import { isBlock, openAlerts } from '../../web/dispatch/alerts/open.ts'
import {
  checkInvite,
  checkPoint,
  EMPTY_POINT,
  inviteOf,
  pointOf,
  qrPath,
} from '../../web/dispatch/people/forms.ts'
import { oneLine } from '../../web/dispatch/point.ts'
import { sectionOf, to, viewOf, withQuery } from '../../web/dispatch/route.ts'
import {
  filterNow,
  filterOf,
  isFiltered,
  NO_FILTER,
  nameIn,
  rememberName,
  withFilter,
} from '../../web/dispatch/shipments/filter.ts'
import {
  addDays,
  dayOf,
  isMovable,
  isRemovable,
  planErrors,
  plannableShipments,
  refusedOf,
  stopProgress,
} from '../../web/office/plan.ts'
import type { ShipmentLine } from '../../worker/api/shipments/answers.ts'
import type { AlertKind } from '../../worker/domain/terms.ts'

describe('addresses', () => {
  test('each screen has one, and it is read back', () => {
    expect(viewOf('/app/dispatch')).toEqual({ name: 'shipments' })
    expect(viewOf(to.shipments)).toEqual({ name: 'shipments' })
    expect(viewOf(to.announce)).toEqual({ name: 'announce' })
    expect(viewOf(to.shipment('a/b c'))).toEqual({ name: 'shipment', id: 'a/b c' })
    expect(viewOf(to.newRound)).toEqual({ name: 'new-round' })
    expect(viewOf(to.round('r1'))).toEqual({ name: 'round', id: 'r1' })
    expect(viewOf(to.people)).toEqual({ name: 'people' })
    expect(viewOf(to.alerts)).toEqual({ name: 'alerts' })
  })
  test('what is no screen', () => {
    for (const path of [
      '/app',
      '/app/dispatch/x',
      `${to.people}/1`,
      `${to.shipments}/1/2`,
      `${to.rounds}/%E0`,
    ])
      expect(viewOf(path), path).toEqual({ name: 'unknown' })
    expect(sectionOf({ name: 'unknown' })).toBeNull()
    expect(sectionOf({ name: 'announce' })).toBe('shipments')
  })
  test('filters: one view, one address', () => {
    expect(withQuery('/a', { b: '', c: undefined })).toBe('/a')
    const filter = { state: 'held', contract: 'c1', q: 'XY 1&2' }
    const address = new URL(withFilter(to.shipments, filter), 'https://x')
    expect(filterOf(Object.fromEntries(address.searchParams))).toEqual(filter)
    expect(filterOf({ state: 'stolen', q: '  ' })).toEqual(NO_FILTER)
    expect(isFiltered(NO_FILTER)).toBe(false)
    expect(isFiltered(filter)).toBe(true)
  })

  test('R31: a name that is searched for is in no address, and is there again on the way back', () => {
    const named = { ...NO_FILTER, state: 'held', q: 'Седова' }
    expect(withFilter(to.shipments, named)).toBe(`${to.shipments}?state=held`)
    expect(nameIn(named)).toBe('Седова')
    rememberName(named)
    expect(filterNow({ state: 'held' })).toEqual(named)
    const number = { ...NO_FILTER, q: 'WB 123' }
    expect(nameIn(number)).toBe('')
    rememberName(number)
    expect(filterNow({ q: 'WB 123' })).toEqual(number)
    expect(filterNow({})).toEqual(NO_FILTER)
  })
})

describe('rounds', () => {
  const line = (id: string, announcedAt: string) => ({ id, announcedAt }) as ShipmentLine
  test('candidates: newest first, each once', () => {
    const both = line('b', '2026-11-22')
    expect(
      plannableShipments([line('a', '2026-11-20'), both], undefined, [both]).map(({ id }) => id),
    ).toEqual(['b', 'a'])
  })
  test('progress counts what went and what was refused', () => {
    const stop = { shipmentId: 's', waybill: 'w', state: 'scheduled' }
    expect(
      stopProgress({
        stops: [
          { ...stop, dispatched: true, refused: null },
          { ...stop, dispatched: false, refused: 'claim-open' },
          { ...stop, dispatched: false, refused: null },
        ],
      }),
    ).toEqual({ done: 1, refused: 1, of: 3 })
    expect(isMovable({ state: 'scheduled' })).toBe(true)
    expect(isMovable({ state: 'handed-over' })).toBe(false)
    // The point has a part of this shipment. No courier takes it along, and it still stands on a planned
    // round's list.
    const part = { state: 'partly-handed-over' } as const
    expect(isRemovable(part, { state: 'planned' })).toBe(true)
    expect(isRemovable(part, { state: 'dispatched' })).toBe(false)
  })
  test('which shipments the server refused, by their place in the request', () => {
    const errors = [
      { field: 'shipmentIds.1', code: 'claim-open' },
      { field: 'courierId', code: 'unknown' },
      { field: 'shipmentIds.9', code: 'on-a-round' },
    ]
    expect([...refusedOf({ errors }, ['a', 'b'])]).toEqual([['b', 'claim-open']])
  })
  test('what is missing from a plan', () => {
    expect(planErrors({ courierId: '', date: '2026-11-21', picked: 0 }, '2026-11-22')).toEqual([
      'courier',
      'date',
      'pick',
    ])
    expect(planErrors({ courierId: 'k', date: '2026-11-22', picked: 1 }, '2026-11-22')).toEqual([])
    expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
  })
  test('the next day is the next day, also after one of 25 hours or of 23', () => {
    expect(['2027-10-30', '2027-10-31', '2027-03-27', '2027-03-28'].map((day) => addDays(day, 1))).toEqual([
      '2027-10-31',
      '2027-11-01',
      '2027-03-28',
      '2027-03-29',
    ])
    expect(addDays('2027-03-01', -1)).toBe('2027-02-28')
  })
})

describe('people and alerts', () => {
  test('an invitation names a point at a counter only', () => {
    const form = { role: 'counter', name: ' Ирина ', pointId: '' } as const
    expect(checkInvite(form)).toEqual({ pointId: 'point' })
    expect(inviteOf({ ...form, pointId: 'p1' })).toEqual({ role: 'counter', name: 'Ирина', subjectId: 'p1' })
    expect(inviteOf({ ...form, role: 'depot', pointId: 'p1' })).toEqual({ role: 'depot', name: 'Ирина' })
  })
  test('a point', () => {
    expect(Object.keys(checkPoint(EMPTY_POINT))).toEqual(['name', 'line1', 'postcode', 'city', 'country'])
    const form = { ...EMPTY_POINT, name: 'A', line1: 'B', postcode: 'C', city: 'D', country: 'FR' }
    expect(checkPoint(form)).toEqual({})
    expect(pointOf(form)).toEqual({
      name: 'A',
      kind: 'point',
      address: { line1: 'B', postcode: 'C', city: 'D', country: 'FR' },
    })
    expect(oneLine(pointOf(form).address)).toBe('B, C D')
  })
  test('a QR code as one path', () =>
    expect(
      qrPath([
        [true, false],
        [false, true],
      ]),
    ).toBe('M0 0h1v1h-1zM1 1h1v1h-1z'))
  test('R18: a block wants attention until it is released, news for a day', () => {
    const now = Date.parse('2026-11-22T12:00:00Z')
    const alert = (kind: AlertKind, at: string, releasedAt: string | null = null) => ({
      kind,
      at,
      releasedAt,
    })
    const old = '2026-11-01T00:00:00Z'
    const alerts = [
      alert('pin-blocked', old),
      alert('identity-blocked', old, old),
      alert('claim', '2026-11-22T01:00:00Z'),
      alert('message-failed', old),
      // R36: two accounts of one visit want somebody to look at them, however long ago it was.
      alert('conflict', old),
      alert('conflict', old, old),
    ]
    expect(openAlerts(alerts, now)).toEqual([alerts[0], alerts[2], alerts[4]])
    expect(isBlock({ kind: 'claim' })).toBe(false)
  })
})
