import type { DeliveryAttempt, QueuedDelivery } from './queue.ts'
import { KEPT_MS } from './schedule.ts'

const PRUNE_MAX = 1000
/** How many tries of one delivery are shown. Five days of tries are fewer. */
const TRIES_SHOWN = 20

/**
 * What an endpoint's queue leaves behind: the log of its deliveries, and the answers of the writes that
 * filled it.
 */
export class Log {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /**
   * Returns at most `limit` events that happened from `from` on and before `to`, in order. Callers ask for
   * one more than they need to see whether there are more.
   */
  between(from: number, to: number, limit: number): QueuedDelivery[] {
    return this.#sql
      .exec<QueuedDelivery>(
        `SELECT * FROM deliveries WHERE at >= ? AND at < ? AND kind = 'event' ORDER BY at, n LIMIT ?`,
        from,
        to,
        limit,
      )
      .toArray()
  }

  /** Returns the answer that a write with this key got before, or null. */
  answered<T>(key: string): T | null {
    const [row] = this.#sql
      .exec<{ answer: string }>('SELECT answer FROM answers WHERE key = ?', key)
      .toArray()
    return row ? (JSON.parse(row.answer) as T) : null
  }

  answer(key: string, answer: object, now: number): void {
    this.#sql.exec('INSERT OR REPLACE INTO answers VALUES (?, ?, ?)', key, JSON.stringify(answer), now)
  }

  /** Returns a page of the log, newest first. */
  page(before: number | null, limit: number): QueuedDelivery[] {
    return this.#sql
      .exec<QueuedDelivery>(
        'SELECT * FROM deliveries WHERE n < ? ORDER BY n DESC LIMIT ?',
        before ?? Number.MAX_SAFE_INTEGER,
        limit,
      )
      .toArray()
  }

  /** Returns the latest tries of a delivery, oldest first. */
  tries(n: number): DeliveryAttempt[] {
    return this.#sql
      .exec<DeliveryAttempt>(
        `SELECT at, ms, status, fault, response FROM tries WHERE n = ? ORDER BY at DESC LIMIT ${TRIES_SHOWN}`,
        n,
      )
      .toArray()
      .reverse()
  }

  counts(): { waiting: number; lastDelivered: number | null } {
    const [waiting] = this.#sql
      .exec<{ count: number }>(`SELECT COUNT(*) AS count FROM deliveries WHERE state = 'waiting'`)
      .toArray()
    const [last] = this.#sql
      .exec<{ tried: number | null }>(
        `SELECT tried FROM deliveries WHERE state = 'delivered' ORDER BY n DESC LIMIT 1`,
      )
      .toArray()
    return { waiting: waiting?.count ?? 0, lastDelivered: last?.tried ?? null }
  }

  /** Deletes what nobody can replay any more. */
  prune(now: number): void {
    const before = now - KEPT_MS
    const gone = this.#sql
      .exec<{ n: number }>(
        `DELETE FROM deliveries WHERE n IN (
           SELECT n FROM deliveries WHERE at < ? AND state <> 'waiting' ORDER BY at LIMIT ${PRUNE_MAX}) RETURNING n`,
        before,
      )
      .toArray()
    for (const { n } of gone) this.#sql.exec('DELETE FROM tries WHERE n = ?', n)
    this.#sql.exec('DELETE FROM answers WHERE at < ?', before)
    this.#sql.exec('DELETE FROM taken WHERE at < ?', before)
  }

  empty(): boolean {
    return this.#sql.exec('SELECT 1 FROM deliveries LIMIT 1').toArray().length === 0
  }
}
