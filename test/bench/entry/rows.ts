/**
 * Rows written so far, by statement, in the objects' own storage and in D1. An index entry counts as a row.
 */
export interface Rows {
  objects: Record<string, number>
  d1: Record<string, number>
  /** Alarms set. The platform bills each like a row. */
  alarms: number
}

const cursors: { sql: string; cursor: SqlStorageCursor<never> }[] = []
const d1: Record<string, number> = {}
let alarms = 0

const add = (rows: Record<string, number>, sql: string, written: number) => {
  const name = sql.replace(/\s+/g, ' ').trim().slice(0, 60)
  if (written > 0) rows[name] = (rows[name] ?? 0) + written
}

/** Wraps a method on the prototype that all objects of a class share, once per isolate. */
// biome-ignore lint/suspicious/noExplicitAny: methods of the platform's own classes.
function wrap(target: object, method: string, around: (original: any) => any): void {
  const shared = Object.getPrototypeOf(target)
  if (Object.hasOwn(shared[method], 'counts')) return
  shared[method] = Object.assign(around(shared[method]), { counts: true })
}

/** From this call on, counts the rows that objects write. */
export function countObjects(storage: DurableObjectStorage): void {
  wrap(
    storage.sql,
    'exec',
    (exec) =>
      function (this: SqlStorage, sql: string, ...bindings: unknown[]) {
        const cursor = exec.call(this, sql, ...bindings)
        // A cursor counts rows while it runs, so it is read at the end.
        cursors.push({ sql, cursor })
        return cursor
      },
  )
  wrap(
    storage,
    'setAlarm',
    (setAlarm) =>
      function (this: DurableObjectStorage, ...given: unknown[]) {
        alarms++
        return setAlarm.apply(this, given)
      },
  )
}

const texts = new WeakMap<object, string>()

/** From this call on, counts the rows that are written to D1. */
export function countD1(db: D1Database): void {
  wrap(
    db,
    'prepare',
    (prepare) =>
      function (this: D1Database, sql: string) {
        const statement = prepare.call(this, sql)
        texts.set(statement, sql)
        return statement
      },
  )
  wrap(
    db,
    'batch',
    (batch) =>
      async function (this: D1Database, statements: D1PreparedStatement[]) {
        const results: D1Result[] = await batch.call(this, statements)
        for (const [index, { meta }] of results.entries())
          add(d1, texts.get(statements[index] as object) ?? '', meta.rows_written)
        return results
      },
  )
  const statement = db.prepare('SELECT 1')
  wrap(
    statement,
    'bind',
    (bind) =>
      function (this: D1PreparedStatement, ...values: unknown[]) {
        const bound = bind.apply(this, values)
        texts.set(bound, texts.get(this) ?? '')
        return bound
      },
  )
  wrap(
    statement,
    'run',
    (run) =>
      async function (this: D1PreparedStatement) {
        const result: D1Result = await run.call(this)
        add(d1, texts.get(this) ?? '', result.meta.rows_written)
        return result
      },
  )
}

export function rowsWritten(): Rows {
  const objects: Record<string, number> = {}
  for (const { sql, cursor } of cursors) add(objects, sql, cursor.rowsWritten)
  return { objects, d1, alarms }
}
