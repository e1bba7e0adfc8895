import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { project } from '../../worker/registry/projection.ts'
import { root } from './world.ts'

type Database = Parameters<typeof project>[0]

/** A statement as it was prepared, with how often it ran. */
export interface Registry {
  db: Database
  sqlite: DatabaseSync
  /** The text of every statement that was run. */
  ran: Set<string>
  /** Rows changed so far. */
  changes: () => number
  close(): void
}

let read: string | null = null
/** All migrations as one text, read once. */
function migrations(): string {
  read ??= readdirSync(join(root, 'migrations'))
    .sort()
    .map((name) => readFileSync(join(root, 'migrations', name), 'utf8'))
    .join('\n')
  return read
}

/** The registry's database inside this process, with all migrations: as much of D1 as worker/registry uses. */
export function openRegistry(): Registry {
  const sqlite = new DatabaseSync(':memory:')
  sqlite.exec(migrations())
  const ran = new Set<string>()
  let changed = 0
  // Preparing takes longer than most of them run.
  const prepared = new Map<string, StatementSync>()
  const statementOf = (sql: string) => {
    const known = prepared.get(sql) ?? sqlite.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  const prepare = (sql: string, bound: SQLInputValue[] = []) => {
    const now = () => {
      ran.add(sql)
      const statement = statementOf(sql)
      if (/^\s*(SELECT|WITH)\b/i.test(sql)) return { results: statement.all(...bound), meta: { changes: 0 } }
      const changes = Number(statement.run(...bound).changes)
      changed += changes
      return { results: [], meta: { changes } }
    }
    const all = async () => now()
    return {
      bind: (...values: SQLInputValue[]) => prepare(sql, values),
      now,
      all,
      run: all,
      first: async () => (await all()).results[0] ?? null,
    }
  }
  // One transaction, as D1's is: all of it stands, or nothing.
  const batch = async (statements: ReturnType<typeof prepare>[]) => {
    sqlite.exec('BEGIN')
    try {
      const results = statements.map((statement) => statement.now())
      sqlite.exec('COMMIT')
      return results
    } catch (error) {
      sqlite.exec('ROLLBACK')
      throw error
    }
  }
  return {
    db: { prepare, batch } as unknown as Database,
    sqlite,
    ran,
    changes: () => changed,
    close: () => sqlite.close(),
  }
}
