import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { type Asked, LIST_CALLS } from '../support/lists.ts'
import { root } from '../support/world.ts'
import { seed } from './seed.ts'

const FEW = 10_000
const MANY = 1_000_000
const DAY_MS = 86_400_000
type Database = Parameters<(typeof LIST_CALLS)[number]['run']>[0]

/** Wraps a database so that it adds up the rows read according to its own counters. */
function counting(db: Database): { db: Database; read: () => number } {
  let read = 0
  const real = new WeakMap<object, D1Statement>()
  type D1Statement = ReturnType<Database['prepare']>
  const wrap = (statement: D1Statement) => {
    const all = async () => {
      const result = await statement.all()
      read += result.meta.rows_read
      return result
    }
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      all,
      run: all,
      first: async () => (await all()).results[0] ?? null,
    }
    real.set(wrapped, statement)
    return wrapped
  }
  const batch = async (statements: object[]) => {
    const results = await db.batch(statements.map((one) => real.get(one) as D1Statement))
    for (const { meta } of results) read += meta.rows_read
    return results
  }
  return {
    db: { prepare: (sql: string) => wrap(db.prepare(sql)), batch } as unknown as Database,
    read: () => read,
  }
}

/** Returns the rows that each list reads in a registry of `shipments` shipments. */
async function readRows(shipments: number, now: number): Promise<Map<string, number>> {
  const script = 'export default { fetch: () => new Response() }'
  const mf = new Miniflare(
    convertV4MiniflareOptions({
      modules: [{ type: 'ESModule', path: 'worker.js', contents: script }],
      compatibilityDate: '2026-08-04',
      // The database lies in a temporary folder that is removed with the runtime.
      d1Databases: ['DB'],
    }),
  )
  try {
    const db = (await mf.getD1Database('DB')) as unknown as Database
    for (const name of readdirSync(join(root, 'migrations')).sort())
      for (const sql of readFileSync(join(root, 'migrations', name), 'utf8')
        .replaceAll(/--.*$/gm, '')
        .split(';'))
        if (sql.trim()) await db.prepare(sql).run()
    for (const sql of seed(shipments, now)) await db.prepare(sql).run()
    const asked: Asked = {
      contractId: 'c3',
      providerId: 'v3',
      courierId: 'k3',
      pointId: 'p3',
      roundId: 'r100',
      label: 'WB5000',
      surname: 'седова',
      givenName: 'анна',
      now,
      day: new Date(now - DAY_MS).toISOString().slice(0, 10),
    }
    const rows = new Map<string, number>()
    for (const { name, run } of LIST_CALLS) {
      const counter = counting(db)
      await run(counter.db, asked)
      rows.set(name, counter.read())
    }
    return rows
  } finally {
    await mf.dispose()
  }
}

/**
 * Prints what each list reads at a million shipments and at ten thousand. It returns false when a list reads
 * more than its page.
 */
export async function benchScale(): Promise<boolean> {
  const now = Date.now()
  const few = await readRows(FEW, now)
  const many = await readRows(MANY, now)
  let within = true
  for (const { name, kind, most } of LIST_CALLS) {
    const [before, after] = [few.get(name) ?? 0, many.get(name) ?? 0]
    const fits = after <= most
    within &&= fits
    const mark = kind === 'report' ? '    ' : fits ? 'ok  ' : 'OVER'
    const bound = kind === 'report' ? 'report' : `of ${most}`
    const ratio = (after / Math.max(1, before)).toFixed(2)
    console.log(
      `${mark} rows read, ${name}`.padEnd(66),
      `${after} ${bound} (${before} at ${FEW}, × ${ratio})`,
    )
  }
  return within
}

if (import.meta.main) process.exitCode = (await benchScale()) ? 0 : 1
