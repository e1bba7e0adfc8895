import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { updateIndex } from '../../worker/registry/index-update.ts'
import { root } from './world.ts'

type Database = Parameters<typeof updateIndex>[0]

/** The registry's database in memory, with a record of what ran in it. */
export interface Registry {
  db: Database
  sqlite: DatabaseSync
  /** The text of every statement that was run. */
  ran: Set<string>
  /** Returns the number of rows changed so far. */
  changes: () => number
  close(): void
}

let read: string | null = null
/** Returns all migrations as one text, which is read once. */
function migrations(): string {
  read ??= readdirSync(join(root, 'migrations'))
    .sort()
    .map((name) => readFileSync(join(root, 'migrations', name), 'utf8'))
    .join('\n')
  return read
}

/**
 * Opens the registry's database inside this process, with all migrations. It offers as much of D1 as
 * worker/registry uses.
 */
export function openRegistry(): Registry {
  const sqlite = new DatabaseSync(':memory:')
  sqlite.exec(migrations())
  const ran = new Set<string>()
  let changed = 0
  // Preparing a statement takes longer than most statements run, so they are kept.
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
  // A batch is one transaction, as in D1: either all of it is applied or nothing.
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
