import { afterEach, beforeEach, expect, test } from 'vitest'
import { nameKey } from '../../worker/domain/name.ts'
import { updateIndex } from '../../worker/registry/index-update.ts'
import type { ShipmentRow } from '../../worker/registry/rows.ts'
import { openRegistry, type Registry } from '../support/sqlite-d1.ts'

let registry: Registry
beforeEach(() => {
  registry = openRegistry()
})
afterEach(() => registry.close())

const ROW: ShipmentRow = {
  id: 's1',
  announcedAt: 1,
  waybill: 'WB-1',
  contractId: 'c1',
  state: 'announced',
  secured: true,
  parcels: 1,
  handedOver: 0,
  courierId: null,
  changedAt: 1,
  seq: 1,
  over: false,
  name: nameKey('Анна Седова'),
  renamed: false,
  visits: null,
  contactFingerprint: null,
  questionedAt: null,
}

async function write(row: Partial<ShipmentRow>): Promise<Record<string, unknown>> {
  const { db, sqlite } = registry
  const lines = {
    shipment: { ...ROW, ...row },
    hold: null,
    alerts: [],
    settledAlerts: [],
    register: [],
    visitNotes: [],
    droppedNotes: [],
    violations: [],
    requests: [],
    payments: [],
  }
  await updateIndex(db, lines, db.prepare('SELECT 1'))
  return { ...sqlite.prepare('SELECT * FROM shipments').get() }
}

test('R31: once the name is erased, no row of the index holds a word of it', async () => {
  expect(await write({})).toMatchObject({ surname: 'седова', name_words: ' анна седова ' })
  expect(await write({ seq: 2 })).toMatchObject({ surname: 'седова' })
  expect(await write({ seq: 3, name: null })).toMatchObject({ surname: null, name_words: null, seq: 3 })
})

test('a line that comes late changes nothing', async () => {
  await write({ seq: 5, state: 'handed-over', over: true })
  expect(await write({ seq: 4, state: 'out-for-delivery' })).toMatchObject({
    state: 'handed-over',
    over: 1,
    seq: 5,
  })
})

test('R15: what was over and has a parcel out again holds its label anew', async () => {
  expect(await write({ seq: 2, over: true })).toMatchObject({ over: 1 })
  expect(await write({ seq: 3, over: false })).toMatchObject({ over: 0 })
})
