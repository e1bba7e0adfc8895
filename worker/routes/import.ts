import canonicalize from 'canonicalize'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { AppEnv } from '../http/context.ts'
import { problem } from '../http/problem.ts'
import { requires } from '../http/require.ts'
import { errorsOf, write } from '../http/validate.ts'
import { fingerprint } from '../security/fingerprint.ts'
import { announceShipment, bulkShipments } from '../wire/dispatcher.ts'
import {
  columnOf,
  decodeTable,
  type ImportAnswer,
  type ImportEntry,
  type ImportLine,
  type ImportTable,
  readTable,
} from '../wire/import.ts'
import { announceOne } from './announce.ts'
import { once } from './once.ts'

/** Each announcement is several calls to objects and the registry, of which one request may make a thousand. */
const SHIPMENTS_MAX = 100
const FILE_MAX_BYTES = 512 * 1024

type Columns = ImportTable['columns']

/** Idempotent per waybill: what "the same" is told by is the content, so a file may simply be sent again. */
async function announceEntry(c: Context<AppEnv>, entry: ImportEntry, columns: Columns): Promise<ImportLine> {
  const { line, waybill } = entry
  const errors = (list: readonly { field: string; code: string }[]) =>
    list.map(({ field, code }) => ({ column: columnOf(field, columns), code }))
  const read = v.safeParse(announceShipment, entry.shipment)
  if (!read.success) return { line, waybill, outcome: 'refused', errors: errors(errorsOf(read.issues)) }
  const { role, id } = c.get('principal')
  const print = fingerprint(c.get('config').sessionKeys, canonicalize(read.output) ?? '')
  const call = { by: { role, id }, once: { key: `${role}:${id} import ${print}`, print } }
  const done = await announceOne(c, read.output, call)
  if (!done.ok) {
    const why = done.errors ?? [{ field: 'waybill', code: done.code }]
    return { line, waybill, outcome: 'refused', errors: errors(why) }
  }
  const { view, created } = done
  return { line, waybill, outcome: created ? 'created' : 'known', id: view.id, secured: view.secured }
}

async function announceAll(c: Context<AppEnv>, entries: ImportEntry[], columns: Columns) {
  const items: ImportLine[] = []
  // One after another: two of them may want the same label, and the first in the file has it.
  for (const entry of entries) items.push(await announceEntry(c, entry, columns))
  return items
}

const answerOf = (items: ImportLine[]): ImportAnswer => {
  const count = (outcome: ImportLine['outcome']) => items.filter((item) => item.outcome === outcome).length
  return { created: count('created'), known: count('known'), refused: count('refused'), items }
}

/** Lines that the table itself could not read, beside what became of the others. */
const refusedLines = ({ faults, columns }: ImportTable): ImportLine[] =>
  faults.map(({ line, column, code }) => ({
    line,
    waybill: '',
    outcome: 'refused',
    errors: [{ column: columnOf(column, columns), code }],
  }))

/** Announcing at volume: a list, or a table as people keep it. */
export const imports = new Hono<AppEnv>()
  .on('POST', ['/api/shipments/bulk', '/api/shipments/import'], requires('announce'))
  .post('/api/shipments/bulk', ...write(bulkShipments), (c) =>
    once(c, async () => {
      const { shipments } = c.req.valid('json')
      const entries = shipments.map((shipment, index) => {
        const { waybill } = shipment as { waybill?: unknown }
        return { line: index, waybill: typeof waybill === 'string' ? waybill.slice(0, 64) : '', shipment }
      })
      const reply = { status: 200, body: answerOf(await announceAll(c, entries, {})) }
      return { reply, statements: [] }
    }),
  )
  .post('/api/shipments/import', async (c) => {
    const contractId = c.req.query('contract') ?? ''
    if (!contractId) return problem(c, 'bad-request', [{ field: 'contract', code: 'required' }])
    if (!/^text\/csv\b/i.test(c.req.header('content-type') ?? '')) return problem(c, 'unsupported-media-type')
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    if (bytes.length > FILE_MAX_BYTES) return problem(c, 'too-large', [{ field: '', code: 'max-512-kb' }])
    const table = readTable(decodeTable(bytes), contractId)
    if (table.entries.length > SHIPMENTS_MAX)
      return problem(c, 'too-large', [{ field: 'shipments', code: `max-${SHIPMENTS_MAX}` }])
    const items = [...(await announceAll(c, table.entries, table.columns)), ...refusedLines(table)]
    return c.json(answerOf(items.sort((a, b) => a.line - b.line)), 200)
  })
