import { type CountedAct, type DeviceGap, deviceGaps } from '../domain/device-gaps.ts'

/**
 * The numbers of acts that left no fact anywhere, how far each device's numbers were looked through, and what each look
 * found. An act that left a fact costs nothing here: its number stands in the fact.
 */
export const DEVICE_ACTS = `
  CREATE TABLE IF NOT EXISTS spent (
    device TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (device, seq)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS looked (device TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS looks (key TEXT PRIMARY KEY, at INTEGER NOT NULL, found TEXT NOT NULL) WITHOUT ROWID;`

/** Whoever sends more refused calls than this between two ends of a round is not heard any further. */
const SPENT_MAX = 2000
/** Longer than an operation can be continued. */
const LOOKS_KEPT_MS = 30 * 24 * 3_600_000

/** Notes an act that left no fact. The same once more changes nothing. */
export const keepSpent = (sql: SqlStorage, { device, seq }: CountedAct): void =>
  void sql.exec(
    'INSERT OR IGNORE INTO spent SELECT ?, ? WHERE (SELECT COUNT(*) FROM spent) < ?',
    device,
    seq,
    SPENT_MAX,
  )

function judged(sql: SqlStorage, acts: readonly CountedAct[]) {
  const spent = sql.exec<{ device: string; seq: number }>('SELECT device, seq FROM spent').toArray()
  const looked = sql.exec<{ device: string; seq: number }>('SELECT device, seq FROM looked').toArray()
  return deviceGaps(
    [...acts, ...spent],
    Object.fromEntries(looked.map(({ device, seq }) => [device, seq] as const)),
  )
}

/** Returns what is missing beside these acts, and changes nothing. */
export const gapsBeside = (sql: SqlStorage, acts: readonly CountedAct[]): DeviceGap[] =>
  judged(sql, acts).gaps

/** Returns the same and does not look for it again. Repeated under its key, it finds the same. */
export function lookThrough(
  sql: SqlStorage,
  key: string,
  acts: readonly CountedAct[],
  now: number,
): DeviceGap[] {
  const [known] = sql.exec<{ found: string }>('SELECT found FROM looks WHERE key = ?', key).toArray()
  if (known) return JSON.parse(known.found)
  const { gaps, looked } = judged(sql, acts)
  for (const [device, seq] of Object.entries(looked)) {
    sql.exec('INSERT OR REPLACE INTO looked VALUES (?, ?)', device, seq)
    sql.exec('DELETE FROM spent WHERE device = ? AND seq <= ?', device, seq)
  }
  sql.exec('DELETE FROM looks WHERE at < ?', now - LOOKS_KEPT_MS)
  sql.exec('INSERT INTO looks VALUES (?, ?, ?)', key, now, JSON.stringify(gaps))
  return gaps
}
