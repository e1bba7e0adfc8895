import canonicalize from 'canonicalize'
import type { ImportAnswer, ImportLine } from '../api/shipments/imported.ts'
import * as shipments from '../api/shipments/operations.ts'
import { SHIPMENTS_MAX } from '../domain/limits.ts'
import type { Context } from '../http/context.ts'
import { ok, refuse } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { readBytes } from '../http/validate.ts'
import { numbering } from '../numbering.ts'
import { findContract } from '../registry/contracts.ts'
import { bodyFingerprint } from '../security/fingerprint.ts'
import { tables } from '../tables.ts'
import { checkEntry, faultsOf } from '../wire/import/check.ts'
import { countryOfZone } from '../wire/import/countries.ts'
import type { ImportEntry, ImportFault } from '../wire/import/entry.ts'
import type { ImportTable } from '../wire/import/table.ts'
import { announceOne } from './parts/announce.ts'
import { runRepeatable } from './parts/idempotent-write.ts'

const FILE_MAX_BYTES = 512 * 1024

type Columns = ImportTable['columns']

const refused = (entry: ImportEntry, faults: readonly ImportFault[]): ImportLine => ({
  line: entry.line,
  waybill: entry.waybill,
  outcome: 'refused',
  errors: faults.map(({ line, column, code }) => ({ ...(line !== entry.line && { line }), column, code })),
})

/** Announces one entry. The idempotency key is made from the content, so a file may simply be sent again. */
async function announceEntry(c: Context, entry: ImportEntry, columns: Columns): Promise<ImportLine> {
  const { line, waybill } = entry
  const { readPhone } = await numbering()
  const checked = checkEntry(entry, columns, readPhone)
  if (!checked.ok) return refused(entry, checked.errors)
  const { role, id } = c.principal
  const fingerprint = bodyFingerprint(c.config.sessionKeys, canonicalize(checked.given) ?? '')
  const call = { by: { role, id }, idempotency: { key: `${role}:${id} import ${fingerprint}`, fingerprint } }
  const done = await announceOne(c, checked.given, call)
  if (!done.ok)
    return refused(entry, faultsOf(entry, done.errors ?? [{ field: 'waybill', code: done.code }], columns))
  const { view, created } = done
  const outcome = created ? 'created' : 'known'
  const { notes } = checked
  return { line, waybill, outcome, id: view.id, secured: view.secured, ...(notes.length > 0 && { notes }) }
}

async function announceAll(c: Context, entries: ImportEntry[], columns: Columns) {
  const items: ImportLine[] = []
  // Entries go one after another: two of them may want the same label, and the first in the file gets it.
  for (const entry of entries) items.push(await announceEntry(c, entry, columns))
  return items
}

const answerOf = (items: ImportLine[]): ImportAnswer => {
  const count = (outcome: ImportLine['outcome']) => items.filter((item) => item.outcome === outcome).length
  return { created: count('created'), known: count('known'), refused: count('refused'), items }
}

/** Returns the faults that keep a table from being read at all, as lines of the answer. */
const refusedLines = ({ faults }: ImportTable): ImportLine[] =>
  faults.map(({ line, column, code }) => ({
    line,
    waybill: '',
    outcome: 'refused',
    errors: [{ column, code }],
  }))

/** Returns what a contract says to cells that say nothing: its country, and whether anything is paid under it. */
async function contractOf(c: Context, contractId: string) {
  const { contractId: only } = c.principal
  const contract = only && only !== contractId ? null : await findContract(c.env.DB, contractId)
  return {
    country: contract ? countryOfZone(contract.policy.zone) : null,
    pays: contract?.policy.payment !== 'none',
  }
}

/** Serves announcing in bulk: as a list in JSON, or as a table as people keep it. */
export const importsHandlers: Served[] = [
  serve(shipments.bulk, (c) =>
    runRepeatable(c, async () => {
      const { shipments } = c.body
      const entries = shipments.map((shipment, index) => {
        const { waybill } = shipment as { waybill?: unknown }
        const named = typeof waybill === 'string' ? waybill.slice(0, 64) : ''
        const at = { line: index, lines: [], parcelLines: [], goodsLines: [] }
        return { ...at, waybill: named, phones: [], shipment, faults: [] }
      })
      return { status: 200, body: answerOf(await announceAll(c, entries, {})) }
    }),
  ),
  serve(shipments.importTable, async (c) => {
    const contractId = c.query.contract ?? ''
    if (!contractId) return refuse('bad-request', [{ field: 'contract', code: 'required' }])
    if (!/^text\/csv\b/i.test(c.http.req.header('content-type') ?? ''))
      return refuse('unsupported-media-type')
    const bytes = await readBytes(c.http.req.raw, FILE_MAX_BYTES)
    if (bytes === 'too-large') return refuse(bytes, [{ field: '', code: 'max-512-kb' }])
    if (bytes === 'broken-off') return refuse('bad-request', [{ field: '', code: bytes }])
    const { readImport } = await tables()
    const { country, pays } = await contractOf(c, contractId)
    const table = readImport(bytes, contractId, country, pays)
    if (table.entries.length > SHIPMENTS_MAX)
      return refuse('too-large', [{ field: 'shipments', code: `max-${SHIPMENTS_MAX}` }])
    const items = [...(await announceAll(c, table.entries, table.columns)), ...refusedLines(table)]
    const { warnings } = table
    const answer = answerOf(items.sort((a, b) => a.line - b.line))
    return ok({ ...answer, ...(warnings.length > 0 && { warnings }) })
  }),
]
