import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { afterAll, expect, test } from 'vitest'
import { MIGRATIONS, SCHEMA } from '../../worker/shipment/migrations.ts'

const folder = join(import.meta.dirname, '../../migrations')
const digest = (text: string | Buffer) => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** What was applied to stored data on 2026-11-29. A database that has it cannot be asked to have had something else. */
const APPLIED: Record<string, string> = {
  '0001_registry.sql': 'e6587d635c483aee',
  '0002_after_the_door.sql': 'f6c3d401df41605f',
  '0003_webhooks.sql': '2167ee8c38a68a50',
  '0004_api_keys_last_use.sql': 'bfb8e0c8947e8a93',
  '0005_hold_zone.sql': '9af6c7e61ae1dbdb',
  '0006_stats_search.sql': '76a1d99ba96792aa',
  '0007_audit.sql': '0d6a8500fa08a841',
  '0008_contract_versions.sql': '5a81c8e31460595d',
  '0009_key_usage.sql': '6fbbc60781b5bd44',
  '0010_nobody_alone.sql': '50112f405f760016',
  '0013_label_before.sql': 'c23461812067b6ec',
  '0014_counter.sql': '48d9ced3f598a52d',
  '0015_fresh_hands.sql': '3f6be4095029e184',
  '0016_operations.sql': '3461cec976c30334',
  '0017_stop_seq.sql': '881ce76920896cff',
  '0018_webhook_names.sql': '7e8c680c29c81a8f',
}

test('R31: the migrations of D1 are appended to, and those that were applied stay as they are', () => {
  const now = readdirSync(folder).sort()
  expect(now.slice(0, Object.keys(APPLIED).length)).toEqual(Object.keys(APPLIED))
  for (const [name, kept] of Object.entries(APPLIED))
    expect(digest(readFileSync(join(folder, name)))).toBe(kept)
})

/** The storage of a shipment as it was made before 2026-11-29. */
const OLDEST = [
  `CREATE TABLE events (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, by_role TEXT NOT NULL, by_id TEXT NOT NULL,
   fact TEXT NOT NULL, bound TEXT, hash TEXT NOT NULL, key TEXT, print TEXT, answer TEXT)`,
  'CREATE TABLE personal (seq INTEGER PRIMARY KEY, kinds TEXT NOT NULL)',
  `CREATE TABLE retries (about INTEGER NOT NULL, cause TEXT NOT NULL, channel TEXT NOT NULL, tries INTEGER NOT NULL,
   due INTEGER NOT NULL, PRIMARY KEY (about, cause, channel)) WITHOUT ROWID`,
  'CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
]

/** The tables and columns that some statements make. */
async function tablesOf(database: string, statements: readonly string[]): Promise<unknown[]> {
  const db = await platform.getD1Database(database)
  for (const statement of statements) await db.prepare(statement).run()
  const columns = `SELECT t.name AS "table", c.* FROM sqlite_master t, pragma_table_info(t.name) c
     WHERE t.type = 'table' AND t.name NOT LIKE '\\_cf%' ESCAPE '\\' ORDER BY t.name, c.cid`
  return (await db.prepare(columns).all()).results
}

const platform = new Miniflare(
  convertV4MiniflareOptions({
    modules: true,
    script: 'export default {}',
    d1Databases: ['NEW', 'LIFTED'],
  }),
)
afterAll(() => platform.dispose())

test('R31: the steps of a shipment’s storage are appended to', () => {
  expect(MIGRATIONS.slice(0, 1).map(({ adds, sql }) => [adds, digest(sql)])).toEqual([
    ['owed', 'd8ff6902f88376f7'],
  ])
})

test('R31: storage of any earlier day, lifted, is what new storage is', async () => {
  const fresh = await tablesOf(
    'NEW',
    SCHEMA.split(';').filter((statement) => statement.trim()),
  )
  const lifted = await tablesOf('LIFTED', [...OLDEST, ...MIGRATIONS.map(({ sql }) => sql)])
  expect(lifted).toEqual(fresh)
  expect(fresh).toHaveLength(20)
})
