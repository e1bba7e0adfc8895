import { describe, expect, test } from 'vitest'
import { roundsToCount } from '../../web/depot/Control.tsx'
import { countOf, foundIn, missingOf, whereIs } from '../../web/depot/count.ts'
import { to, viewOf } from '../../web/depot/paths.ts'
import { pointsFor } from '../../web/dispatch/shipments/points.ts'
import type { ShipmentView } from '../../worker/api/shipments/answers.ts'
import type { CourierStop } from '../../worker/api/stops/answers.ts'
import type { PointInfo } from '../../worker/domain/choose-point.ts'

type ParcelPlace = CourierStop['parcels'][number]['place']
const point: PointInfo = { id: 'p1', name: 'Relais', kind: 'point', address: '' }
const parcel = (label: string, place: ParcelPlace, declared = false) => ({ label, place, declared })
const stop = (given: Partial<CourierStop>) =>
  ({
    shipmentId: 's1',
    waybill: 'WB-0001',
    recipientName: 'Camille Renaud',
    open: true,
    dropOff: null,
    arrivedAt: null,
    parcels: [],
    ...given,
  }) as unknown as CourierStop

describe('R26: where a parcel of a round is', () => {
  test.each<[ParcelPlace, boolean, string]>([
    ['recipient', false, 'handed-over'],
    ['point', false, 'at-point'],
    ['to-point', false, 'to-point'],
    ['to-point', true, 'declared'],
    ['depot', false, 'depot'],
    ['sender', false, 'depot'],
    ['vehicle', true, 'declared'],
    ['vehicle', false, 'vehicle'],
    ['unexplained', false, 'unexplained'],
  ])('%s, declared %s: %s', (place, declared, where) => {
    const one = parcel('L-0001', place, declared)
    expect(whereIs(stop({ parcels: [one] }), one)).toBe(where)
  })
  test('a drop-off is underway to its point once the courier was there, and only then', () => {
    const one = parcel('L-0001', 'vehicle')
    const there = { dropOff: point, parcels: [one] }
    expect(whereIs(stop({ ...there, arrivedAt: '2026-11-22T10:00:00Z' }), one)).toBe('to-point')
    expect(whereIs(stop(there), one)).toBe('vehicle')
  })
  test('the count goes down to zero by what is scanned, and nothing is counted twice', () => {
    const stops = [
      stop({ parcels: [parcel('L-0001', 'vehicle'), parcel('L-0002', 'recipient')] }),
      stop({ shipmentId: 's2', waybill: 'WB-0002', parcels: [parcel('L-0003', 'unexplained')] }),
    ]
    const sum = Object.values(countOf(stops)).reduce((all, one) => all + one, 0)
    expect(sum).toBe(3)
    expect(missingOf(stops).map(({ label }) => label)).toEqual(['L-0001', 'L-0003'])
    expect(missingOf(stops, new Set(['L-0001'])).map(({ label }) => label)).toEqual(['L-0003'])
    expect(missingOf(stops, new Set(['L-0001', 'L-0003']))).toEqual([])
  })
  test('a parcel is found by its label in any case, or by the waybill of its own', () => {
    const stops = [stop({ parcels: [parcel('L-0001', 'vehicle')] })]
    expect(foundIn(stops, ' l-0001 ')?.parcel.label).toBe('L-0001')
    expect(foundIn(stops, 'wb-0001')?.parcel.label).toBe('L-0001')
    expect(foundIn(stops, 'L-0002')).toBeNull()
    // A scanner of another keyboard, a symbology identifier, a dash as people write it.
    for (const text of ['L)ààà&', ']C0L-0001', 'l–0001'])
      expect(foundIn(stops, text)?.parcel.label, text).toBe('L-0001')
    expect(foundIn(stops, 'SESAME:1:abc:def')).toBeNull()
    const two = [stop({ parcels: [parcel('L-0001', 'vehicle'), parcel('L-0002', 'vehicle')] })]
    expect(foundIn(two, 'WB-0001')).toBeNull()
  })
  test('rounds that left, up to today: those to be counted first', () => {
    const round = (id: string, state: string, date: string) => ({ id, state, date }) as never
    const rounds = [
      round('tomorrow', 'dispatched', '2026-11-23'),
      round('closed', 'closed', '2026-11-22'),
      round('planned', 'planned', '2026-11-22'),
      round('open', 'dispatched', '2026-11-21'),
    ]
    expect(roundsToCount(rounds, '2026-11-22').map(({ id }) => id)).toEqual(['open', 'closed'])
  })
})

test('each tab has an address, and it is read back', () => {
  expect(viewOf(to.tab('receive'))).toEqual({ tab: 'receive' })
  expect(viewOf(to.tab('again'))).toEqual({ tab: 'again' })
  expect(viewOf(to.count('a/b'))).toEqual({ tab: 'control', roundId: 'a/b' })
  expect(viewOf('/app/depot/x')).toEqual({ tab: 'receive' })
  expect(viewOf('/app/depot/control/%E0')).toEqual({ tab: 'control' })
})

describe('the points that a dispatcher is offered', () => {
  const view = (given: object) =>
    ({
      state: 'at-depot',
      secured: true,
      claim: null,
      hold: null,
      point: null,
      destination: null,
      recipient: { address: { postcode: '69002' } },
      round: { roundId: 'r1', courierId: 'c1' },
      arrivedAt: null,
      parcels: [{ label: 'L-0001', place: 'depot', toSender: false, shelf: null }],
      ...given,
    }) as unknown as ShipmentView
  test('R14: points nearest by postcode first, never a locker for a hold, not the one it goes to already', () => {
    const at = (id: string, postcode: string, kind = 'point') =>
      ({ id, name: id, kind, address: { line1: '', postcode, city: 'Lyon' } }) as never
    const points = [at('far', '13002'), at('near', '69003'), at('p1', '69002'), at('box', '69002', 'locker')]
    const held = view({ state: 'held', hold: { point, receivedAt: null } })
    expect(pointsFor(held, points, '').map(({ id }) => id)).toEqual(['near', 'far'])
    expect(pointsFor(view({ point }), points, '').map(({ id }) => id)).toEqual(['p1', 'near', 'far'])
    expect(pointsFor(view({ destination: point }), points, '6900').map(({ id }) => id)).toContain('box')
  })
  test('R14: what the depot has of a shipment joins the rest, where a point has it already', () => {
    const at = (id: string) =>
      ({ id, name: id, kind: 'point', address: { line1: '', postcode: '69002', city: 'Lyon' } }) as never
    const parcels = [
      { label: 'L-0001', place: 'point' },
      { label: 'L-0002', place: 'depot' },
    ]
    const part = view({ state: 'held', hold: { point, receivedAt: 'x' }, parcels })
    expect(pointsFor(part, [at('p1'), at('p2')], '').map(({ id }) => id)).toEqual(['p1'])
  })
})
