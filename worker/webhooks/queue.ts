import type { DeliveryState } from '../api/webhooks/answers.ts'
import type { OfferedEvent } from '../objects/webhook.ts'
import type { PostResult } from './post.ts'
import { KEPT_MS } from './schedule.ts'

/** A delivery as it is stored. Instants are in ms. */
export interface QueuedDelivery {
  [column: string]: SqlStorageValue
  n: number
  kind: 'event' | 'replay' | 'test'
  shipment_id: string
  seq: number
  type: string
  at: number
  state: DeliveryState
  attempt: number
  /**
   * When it is tried next; null while it waits behind another delivery of its shipment, and when it is over.
   */
  due: number | null
  /** When the first failed try was. */
  began: number | null
  tried: number | null
  status: number | null
  fault: string | null
  response: string | null
  url: string | null
  format: string | null
}

/** One try of a delivery. */
export interface DeliveryAttempt {
  [column: string]: SqlStorageValue
  at: number
  /** How long the answer took, or the wait for it. */
  ms: number
  status: number | null
  fault: string | null
  response: string | null
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS taken (
    shipment_id TEXT PRIMARY KEY, seq INTEGER NOT NULL, at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS deliveries (
    n INTEGER PRIMARY KEY, kind TEXT NOT NULL, shipment_id TEXT NOT NULL, seq INTEGER NOT NULL, type TEXT NOT NULL,
    at INTEGER NOT NULL, state TEXT NOT NULL, attempt INTEGER NOT NULL, due INTEGER, began INTEGER, tried INTEGER,
    status INTEGER, fault TEXT, response TEXT, url TEXT, format TEXT
  );
  CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (due) WHERE due IS NOT NULL;
  CREATE INDEX IF NOT EXISTS deliveries_waiting ON deliveries (shipment_id, n) WHERE state = 'waiting';
  CREATE INDEX IF NOT EXISTS deliveries_by_time ON deliveries (at, n);
  CREATE TABLE IF NOT EXISTS tries (
    n INTEGER NOT NULL, at INTEGER NOT NULL, ms INTEGER NOT NULL, status INTEGER, fault TEXT, response TEXT,
    PRIMARY KEY (n, at)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value INTEGER) WITHOUT ROWID;`

/**
 * The deliveries on their way to one endpoint. Only the first waiting delivery of a shipment has a due time.
 * This keeps the order, and the next delivery is found by one look at an index however many wait.
 */
export class Queue {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  begin(): void {
    this.#sql.exec(SCHEMA)
  }

  /** Returns whether anything was ever stored; an invented id must leave no storage behind. */
  exists(): boolean {
    return this.#sql.exec(`SELECT 1 FROM sqlite_master WHERE name = 'deliveries'`).toArray().length > 0
  }

  /** Takes in the events of a shipment that are new and wanted. */
  take(
    shipmentId: string,
    events: readonly OfferedEvent[],
    wanted: (event: OfferedEvent) => boolean,
    now: number,
  ): void {
    const [known] = this.#sql
      .exec<{ seq: number }>('SELECT seq FROM taken WHERE shipment_id = ?', shipmentId)
      .toArray()
    const fresh = events.filter(({ seq, at }) => seq > (known?.seq ?? 0) && at > now - KEPT_MS).filter(wanted)
    const last = fresh.at(-1)
    if (!last) return
    for (const event of fresh) this.#add('event', shipmentId, event, now)
    this.#sql.exec('INSERT OR REPLACE INTO taken VALUES (?, ?, ?)', shipmentId, last.seq, last.at)
  }

  /** Queues an event once more, behind those of its shipment that wait. */
  again(shipmentId: string, event: OfferedEvent, now: number): void {
    this.#add('replay', shipmentId, event, now)
  }

  #add(kind: QueuedDelivery['kind'], shipmentId: string, { seq, type, at }: OfferedEvent, now: number): void {
    const due = this.#first(shipmentId) === null ? now : null
    this.#sql.exec(
      `INSERT INTO deliveries (kind, shipment_id, seq, type, at, state, attempt, due)
       VALUES (?, ?, ?, ?, ?, 'waiting', 0, ?)`,
      kind,
      shipmentId,
      seq,
      type,
      at,
      due,
    )
  }

  /** Returns the first waiting delivery of a shipment, or null. */
  #first(shipmentId: string): number | null {
    const [row] = this.#sql
      .exec<{ n: number }>(
        `SELECT n FROM deliveries WHERE shipment_id = ? AND state = 'waiting' ORDER BY n LIMIT 1`,
        shipmentId,
      )
      .toArray()
    return row?.n ?? null
  }

  /** Returns the deliveries that are due, the longest due first. */
  due(now: number, limit: number): QueuedDelivery[] {
    return this.#sql
      .exec<QueuedDelivery>(
        'SELECT * FROM deliveries WHERE due IS NOT NULL AND due <= ? ORDER BY due, n LIMIT ?',
        now,
        limit,
      )
      .toArray()
  }

  /** Returns when the next delivery is due, or null. */
  nextDue(): number | null {
    const [row] = this.#sql
      .exec<{ due: number | null }>('SELECT MIN(due) AS due FROM deliveries WHERE due IS NOT NULL')
      .toArray()
    return row?.due ?? null
  }

  /**
   * Notes a try. `due` is when the next try is; null means that the delivery is over, as `state` says, and
   * that the next one of its shipment is due.
   */
  tried(
    { n, shipment_id: shipmentId }: QueuedDelivery,
    { status, fault, response }: Pick<PostResult, 'status' | 'response'> & { fault: string | null },
    {
      state,
      due,
      url,
      format,
      now,
      ms,
    }: { state: DeliveryState; due: number | null; url: string; format: string; now: number; ms: number },
  ): void {
    this.#sql.exec(
      `UPDATE deliveries SET state = ?, attempt = attempt + 1, due = ?, tried = ?, status = ?, fault = ?, response = ?,
         url = ?, format = ?, began = CASE WHEN ? = 'delivered' THEN began ELSE COALESCE(began, ?) END
       WHERE n = ?`,
      state,
      due,
      now,
      status,
      fault,
      response,
      url,
      format,
      state,
      now,
      n,
    )
    this.#sql.exec(
      'INSERT OR REPLACE INTO tries VALUES (?, ?, ?, ?, ?, ?)',
      n,
      now,
      ms,
      status,
      fault,
      response,
    )
    if (state === 'waiting') return
    const next = this.#first(shipmentId)
    if (next !== null) this.#sql.exec('UPDATE deliveries SET due = ? WHERE n = ?', now, next)
  }

  /** Adds a test, which is not queued: it is over once it was sent. */
  addTest(now: number): QueuedDelivery {
    return this.#sql
      .exec<QueuedDelivery>(
        `INSERT INTO deliveries (kind, shipment_id, seq, type, at, state, attempt)
         VALUES ('test', '', 0, 'test', ?, 'failed', 0) RETURNING *`,
        now,
      )
      .one()
  }

  /** Makes everything that waits due now, as if for the first time. */
  restart(now: number): void {
    this.#sql.exec('UPDATE deliveries SET due = ?, attempt = 0, began = NULL WHERE due IS NOT NULL', now)
    this.setFailingSince(null)
  }

  failingSince(): number | null {
    const [row] = this.#sql
      .exec<{ value: number | null }>(`SELECT value FROM meta WHERE name = 'failing-since'`)
      .toArray()
    return row?.value ?? null
  }

  setFailingSince(at: number | null): void {
    if (this.failingSince() === at) return
    this.#sql.exec(`INSERT OR REPLACE INTO meta VALUES ('failing-since', ?)`, at)
  }
}
