import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Fact } from '../../worker/domain/event.ts'
import { stepsOf } from '../../worker/domain/history.ts'
import type { Owed } from '../../worker/domain/owed.ts'
import type { Actor } from '../../worker/domain/roles.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import type { ChainedEvent } from '../../worker/wire/event-line.ts'

/** One event as an object stores it, with the key of the call that caused it. */
export type StoredEvent = ChainedEvent & { key: string | null; owed: Owed | null }

/** One shipment as its object stores it. */
export interface StoredShipment {
  file: string
  waybill: string
  events: StoredEvent[]
  state: Shipment
}

function read<T>(file: string, take: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(file, { timeout: BUSY_MS })
  try {
    return take(db)
  } finally {
    db.close()
  }
}

/** Whoever first opens a database whose writer was killed has to recover it, which takes the write lock. */
const BUSY_MS = 5000
const isFile = (name: string) => name.endsWith('.sqlite') && name !== 'metadata.sqlite'

/** Reads what a world keeps on disk, beside the runtime and without a call, so that no object wakes up. */
export class Stored {
  readonly #shipments: string
  readonly #registry: string

  /** `state` is the folder in which the runtime keeps its state. */
  constructor(state: string) {
    this.#shipments = join(state, 'v3/do/sesame-Shipment')
    const databases = join(state, 'v3/d1/miniflare-D1DatabaseObject')
    this.#registry = join(databases, readdirSync(databases).find(isFile) ?? '')
  }

  /** Returns rows of the registry. */
  rows<T>(sql: string): T[] {
    return read(this.#registry, (db) => db.prepare(sql).all() as T[])
  }

  /** Returns every announced shipment, or with `since` (ms) only those written to since then. */
  shipments(since = 0): StoredShipment[] {
    return readdirSync(this.#shipments)
      .filter(isFile)
      .map((name) => join(this.#shipments, name))
      .filter((file) => since === 0 || changedAt(file) >= since)
      .flatMap((file) => this.#shipment(file) ?? [])
  }

  #shipment(file: string): StoredShipment | null {
    const rows = read(file, (db) => {
      const known = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'events'").get()
      return known ? (db.prepare('SELECT * FROM events ORDER BY seq').all() as Record<string, string>[]) : []
    })
    const events = rows.map((row) => ({
      seq: Number(row.seq),
      at: Number(row.at),
      by: { role: row.by_role, id: row.by_id } as Actor,
      fact: JSON.parse(row.fact ?? '') as Fact,
      bound: row.bound === null || row.bound === undefined ? null : JSON.parse(row.bound),
      hash: row.hash ?? '',
      key: row.key ?? null,
      owed: JSON.parse(row.owed ?? 'null') as Owed | null,
    }))
    const state = stepsOf(events).at(-1)?.after
    const [first] = events
    if (!state || first?.fact.type !== 'announced') return null
    return { file, waybill: first.fact.waybill, events, state }
  }
}

function changedAt(file: string): number {
  const at = (name: string) => statSync(name, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return Math.max(at(file), at(`${file}-wal`))
}
