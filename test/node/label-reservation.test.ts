import { afterEach, beforeEach, expect, test } from 'vitest'
import { giveBack, heldLabels, type Reservation, takeLabels } from '../../worker/registry/labels.ts'
import { openRegistry, type Registry } from '../support/sqlite-d1.ts'

let registry: Registry
beforeEach(() => {
  registry = openRegistry()
})
afterEach(() => registry.close())

const T0 = Date.UTC(2026, 2, 4, 8)
const wants = (id: string, at: number, held: Reservation['held'] = []): Reservation => ({
  ...{ shipmentId: `shipment-${id}`, id: `reservation-${id}`, at },
  labels: [`WAYBILL-${id}`, 'LABEL-1'],
  held,
})

test('R41: a label that its reservation gives back while another takes it over is not had by taking it', async () => {
  const { db } = registry
  // Given a stalled announcement that reserved a label, and another announcement that finds the reservation
  // long after.
  const stalled = wants('a', T0)
  expect(await takeLabels(db, stalled)).toBe(true)
  const found = (await heldLabels(db, ['LABEL-1'])).map((row) => ({ ...row, keeper: null }))
  // When the first announcement gives the label back in between,
  await giveBack(db, stalled, stalled.labels)
  const other = wants('b', T0 + 60_000, found)
  // then the second does not get the label and is told so. Nothing is left behind, and the next announcement
  // gets the label.
  expect(await takeLabels(db, other)).toBe(false)
  await giveBack(db, other, other.labels)
  expect(await heldLabels(db, [...stalled.labels, ...other.labels])).toEqual([])
  expect(await takeLabels(db, wants('c', T0 + 61_000))).toBe(true)
})
