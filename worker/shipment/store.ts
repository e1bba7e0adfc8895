import { Buffer } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import type { CommandAnswer } from '../domain/decision.ts'
import type { Fact } from '../domain/event.ts'
import { type Step, stepsOf } from '../domain/history.ts'
import type { Owed } from '../domain/owed.ts'
import type { Actor } from '../domain/roles.ts'
import type { Shipment } from '../domain/state.ts'
import type { Idempotency, PersonalInput } from '../objects/call.ts'
import { chainHash } from '../security/chain.ts'
import type { ChainedEvent } from '../wire/event-line.ts'
import { MIGRATIONS, SCHEMA } from './migrations.ts'
import { PersonalData } from './personal-data.ts'

/** An event with what its fact owes. Null: it was stored before that was kept with it. */
export type StoredEvent = ChainedEvent & { owed: Owed | null }

interface EventRow {
  [column: string]: SqlStorageValue
  seq: number
  at: number
  by_role: string
  by_id: string
  fact: string
  bound: string | null
  hash: string
  owed: string | null
}

export interface StoredAnswer {
  answer: CommandAnswer
  fingerprint: string
  seq: number
}

const SALT_BYTES = 16

/**
 * Stands for a stored fact that is no longer valid JSON. Its hash does not match, and a log with it cannot be
 * followed.
 */
const UNREADABLE = { type: 'unreadable' } as unknown as Fact

function readable<T>(text: string, otherwise: T): T {
  try {
    return JSON.parse(text) as T
  } catch {
    return otherwise
  }
}

/** The object's SQL. Every method is synchronous, and the caller opens the one transaction. */
export class Store {
  readonly #sql: SqlStorage
  readonly personalData: PersonalData

  constructor(sql: SqlStorage) {
    this.#sql = sql
    this.personalData = new PersonalData(sql)
  }

  /** Whether anything was ever stored. An id that nobody announced must leave no storage behind. */
  exists(): boolean {
    return this.#sql.exec(`SELECT 1 FROM sqlite_master WHERE name = 'events'`).toArray().length > 0
  }

  /** Creates the tables of new storage, or adds to older storage what it lacks. */
  migrate(): void {
    const columns = this.#sql
      .exec<{ name: string }>(`SELECT name FROM pragma_table_info('events')`)
      .toArray()
      .map(({ name }) => name)
    if (columns.length === 0) this.#sql.exec(SCHEMA)
    else for (const { adds, sql } of MIGRATIONS) if (!columns.includes(adds)) this.#sql.exec(sql)
  }

  /** Returns all events with a number above `after`, oldest first. */
  events(after = 0): StoredEvent[] {
    return this.#sql
      .exec<EventRow>('SELECT * FROM events WHERE seq > ? ORDER BY seq', after)
      .toArray()
      .map((row) => ({
        seq: row.seq,
        at: row.at,
        by: { role: row.by_role as Actor['role'], id: row.by_id },
        fact: readable(row.fact, UNREADABLE),
        bound: row.bound === null ? null : readable(row.bound, {}),
        hash: row.hash,
        owed: row.owed === null ? null : readable(row.owed, {}),
      }))
  }

  /**
   * Returns the shipment as its events make it, or null if there are none. Throws if they cannot be followed.
   */
  load(): Shipment | null {
    return this.steps().at(-1)?.after ?? null
  }

  /**
   * Returns the whole log step by step, with older facts lifted to today's form. Throws if it cannot be
   * followed.
   */
  steps(): Step[] {
    return stepsOf(this.events())
  }

  /** Returns when an event became true, in ms; 0 if there is none. */
  factAt(seq: number): number {
    return this.#sql.exec<{ at: number }>('SELECT at FROM events WHERE seq = ?', seq).toArray()[0]?.at ?? 0
  }

  /** Returns the hash of an event, or an empty text if there is none. */
  hashAt(seq: number): string {
    const [row] = this.#sql.exec<{ hash: string }>('SELECT hash FROM events WHERE seq = ?', seq).toArray()
    return row?.hash ?? ''
  }

  /**
   * Returns the answer that this key got before, or null if it had no effect. `seq` is the event it is stored
   * with.
   */
  answerOf(key: string): StoredAnswer | null {
    const [row] = this.#sql
      .exec<{ seq: number; print: string; answer: string }>(
        'SELECT seq, print, answer FROM events WHERE key = ?',
        key,
      )
      .toArray()
    return row ? { seq: row.seq, fingerprint: row.print, answer: JSON.parse(row.answer) } : null
  }

  /**
   * Replaces the stored answer of a key. Null removes it, to make room for one that is stored with a new
   * event.
   */
  replaceAnswer(key: string, answer: CommandAnswer | null): void {
    if (answer) this.#sql.exec('UPDATE events SET answer = ? WHERE key = ?', JSON.stringify(answer), key)
    else this.#sql.exec('UPDATE events SET key = NULL, print = NULL, answer = NULL WHERE key = ?', key)
  }

  /** Whether any answer is still stored but the announcement's. */
  keepsAnswers(): boolean {
    return (
      this.#sql.exec('SELECT 1 FROM events WHERE key IS NOT NULL AND seq > 1 LIMIT 1').toArray().length > 0
    )
  }

  /**
   * Removes keys, fingerprints and answers once late repeats are over. The announcement keeps its own,
   * because its fingerprint tells a repeat from a waybill that is taken.
   */
  forgetAnswers(): void {
    this.#sql.exec('UPDATE events SET key = NULL, print = NULL, answer = NULL WHERE seq > 1')
  }

  /**
   * Returns the fingerprint of the announcement, which tells "the same again" from "the waybill is taken".
   */
  announcementFingerprint(): string | null {
    const [row] = this.#sql.exec<{ print: string }>('SELECT print FROM events WHERE seq = 1').toArray()
    return row?.print ?? null
  }

  /**
   * Appends facts to the chain, each with what it owes. Key and answer are stored with the first of them, so
   * that effect and answer are one. Personal data is stored beside the first fact and bound to it by a salted
   * hash. `at` is in ms.
   */
  append(
    seqBefore: number,
    facts: readonly Pick<Step, 'fact' | 'owed'>[],
    at: number,
    by: Actor,
    idempotency: Idempotency | null,
    answer: CommandAnswer,
    personalData: PersonalInput = {},
  ): void {
    let previous = seqBefore > 0 ? this.hashAt(seqBefore) : ''
    facts.forEach(({ fact, owed }, index) => {
      const seq = seqBefore + index + 1
      const first = index === 0
      const bound = first ? this.personalData.keep(seq, personalData) : null
      const hash = chainHash(previous, { seq, at, by, fact, ...(bound && { bound }) })
      this.#sql.exec(
        `INSERT INTO events (seq, at, by_role, by_id, fact, bound, hash, key, print, answer, owed)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        seq,
        at,
        by.role,
        by.id,
        JSON.stringify(fact),
        bound && JSON.stringify(bound),
        hash,
        first && idempotency ? idempotency.key : null,
        first && idempotency ? idempotency.fingerprint : null,
        first && idempotency ? JSON.stringify(answer) : null,
        JSON.stringify(owed),
      )
      previous = hash
    })
  }

  /**
   * Returns the salt with which all secrets are derived and the id of the key, or null once it was deleted.
   */
  seed(): { kid: string; salt: Buffer } | null {
    const value = this.meta('seed')
    if (!value) return null
    const [kid = '', salt = ''] = value.split(' ')
    return { kid, salt: Buffer.from(salt, 'base64url') }
  }

  newSeed(kid: string): void {
    this.setMeta('seed', `${kid} ${randomBytes(SALT_BYTES).toString('base64url')}`)
  }

  meta(name: string): string | null {
    const [row] = this.#sql.exec<{ value: string }>('SELECT value FROM meta WHERE name = ?', name).toArray()
    return row?.value ?? null
  }

  setMeta(name: string, value: string | null): void {
    if (value === null) this.#sql.exec('DELETE FROM meta WHERE name = ?', name)
    else
      this.#sql.exec(
        'INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
        name,
        value,
      )
  }

  retries(): { about: number; cause: string; channel: string; tries: number; due: number }[] {
    return this.#sql
      .exec<{ about: number; cause: string; channel: string; tries: number; due: number }>(
        'SELECT * FROM retries',
      )
      .toArray()
  }

  setRetry(about: number, cause: string, channel: string, tries: number, due: number): void {
    this.#sql.exec('INSERT OR REPLACE INTO retries VALUES (?, ?, ?, ?, ?)', about, cause, channel, tries, due)
  }

  clearRetry(about: number, cause: string, channel: string): void {
    this.#sql.exec('DELETE FROM retries WHERE about = ? AND cause = ? AND channel = ?', about, cause, channel)
  }
}
