import { expect, test } from 'vitest'
import { stopPath, viewOf } from '../../web/courier/paths.ts'
import { refusalKey } from '../../web/courier/refusals.ts'
import { inOrder, nextStop, progressOf, stopOfLabel } from '../../web/courier/round-model.ts'
import { shortLabels } from '../../web/courier/stop/short-labels.ts'
import { ended, stopWith } from './courier-stop.ts'

const late = { kind: 'pin', at: '2026-11-22T11:00:00.000Z', partly: false, code: null } as const
const ROUND = [
  ended('link', { shipmentId: 'a' }),
  stopWith({ shipmentId: 'b' }),
  ended('held', { shipmentId: 'c', outcome: { ...late, kind: 'held' } }),
  stopWith({ shipmentId: 'd', open: false, phase: 'scheduled' }),
  ended('refused', { shipmentId: 'e' }),
]

test('every stop counts once: handed over, to a point, to the depot, left', () => {
  expect(progressOf(ROUND)).toEqual({ total: 5, handedOver: 1, held: 1, back: 1, left: 2 })
})

test('stops to do keep the order of the round; ended ones follow, the latest first', () => {
  const order = inOrder(ROUND).map(({ stop, number }) => `${number}${stop.shipmentId}`)
  expect(order).toEqual(['2b', '4d', '3c', '1a', '5e'])
})

test('the next stop is the next one to do, beginning anew at the end', () => {
  expect(nextStop(ROUND, 'b')?.shipmentId).toBe('d')
  expect(nextStop(ROUND, 'd')?.shipmentId).toBe('b')
  expect(nextStop(ROUND, 'e')?.shipmentId).toBe('b')
  expect(nextStop([stopWith({ shipmentId: 'b' })], 'b')).toBeNull()
})

test('a scanned label finds its stop in any known spelling; one to do goes before an ended one', () => {
  const sscc = stopWith({
    shipmentId: 'x',
    parcels: [{ label: '00123456789012345675', place: 'vehicle', declared: false }],
  })
  const twice = [ended('depot', { shipmentId: 'old', waybill: 'W-1234' }), stopWith({ waybill: 'W-1234' })]
  expect(stopOfLabel([sscc], '(00)123456789012345675')?.shipmentId).toBe('x')
  expect(stopOfLabel([sscc], ' 501-000123456 ')?.shipmentId).toBe('x')
  expect(stopOfLabel(twice, 'w-1234')?.shipmentId).toBe('s1')
  expect(stopOfLabel([sscc], '999')).toBeNull()
})

test('addresses', () => {
  expect(viewOf(stopPath('Ab_9-z'))).toEqual({ screen: 'stop', shipmentId: 'Ab_9-z' })
  expect(viewOf('/app/courier')).toEqual({ screen: 'round' })
  expect(viewOf('/app/courier/stop/a%2Fb')).toEqual({ screen: 'round' })
})

test('every refusal has a sentence of its own or the common one, never its code', () => {
  expect(refusalKey('blocked')).toBe('errBlocked')
  expect(refusalKey('http-500')).toBe('errOther')
})

test('labels are shortened only while their ends tell them apart', () => {
  expect(shortLabels(['501-000123461', '501-000123462', 'AB12'])).toEqual(['…123461', '…123462', 'AB12'])
  expect(shortLabels(['AA-000123461', 'BB-000123461'])).toEqual(['AA-000123461', 'BB-000123461'])
})
