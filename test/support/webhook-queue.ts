import { DatabaseSync } from 'node:sqlite'
import type { OfferedEvent } from '../../worker/objects/webhook.ts'
import type { Webhook } from '../../worker/registry/webhooks.ts'
import { drain } from '../../worker/webhooks/drain.ts'
import { Log } from '../../worker/webhooks/log.ts'
import { Queue } from '../../worker/webhooks/queue.ts'

/** Provides an object's SQL storage through plain SQLite. */
function sqlStorage(): ConstructorParameters<typeof Queue>[0] {
  const db = new DatabaseSync(':memory:')
  const exec = (sql: string, ...values: never[]) => {
    if (values.length === 0 && sql.includes('CREATE TABLE')) {
      db.exec(sql)
      return { toArray: () => [], one: () => null }
    }
    const rows = db.prepare(sql).all(...values)
    return { toArray: () => rows, one: () => rows[0] }
  }
  return { exec } as unknown as ConstructorParameters<typeof Queue>[0]
}

export const T0 = Date.parse('2026-11-22T09:00:00Z')
export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const ENDPOINT: Webhook = {
  id: 'c1:erp',
  name: 'erp',
  contractId: 'c1',
  url: 'https://shop.example/hook',
  events: ['*'],
  format: 'sesame',
  secrets: [],
  createdAt: T0,
  enabledAt: T0,
  disabledAt: null,
  disabledBecause: null,
}

/** One try as the endpoint saw it. */
export interface Try {
  at: number
  shipment: string
  seq: number
}

/** An endpoint's queue with its own clock, which jumps to whatever is due next. */
export class Rehearsal {
  readonly queue: Queue
  readonly log: Log
  now = T0
  /** Every try, in order. */
  readonly tries: Try[] = []
  /** The events that the endpoint accepted (2xx). */
  readonly taken: string[] = []
  disabled: string | null = null
  webhook = ENDPOINT
  /** Returns the endpoint's status for a try. */
  answer: (one: Try) => number | Promise<number> = () => 200

  constructor() {
    const sql = sqlStorage()
    this.queue = new Queue(sql)
    this.log = new Log(sql)
    this.queue.begin()
  }

  /** Adds events of a shipment that happen now. */
  happen(shipment: string, ...seqs: number[]): void {
    const events = seqs.map((seq): OfferedEvent => ({ seq, at: this.now, type: 'arrived' }))
    this.queue.take(shipment, events, () => true, this.now)
  }

  /** Triggers the alarm whenever something is due, until `end`. */
  async until(end: number): Promise<void> {
    for (;;) {
      const due = this.queue.nextDue()
      if (due === null || due > end || this.disabled) break
      this.now = Math.max(this.now, due)
      await this.ring()
    }
    this.now = Math.max(this.now, end)
  }

  ring(): Promise<void> {
    return drain(this.queue, this.webhook, {
      now: () => this.now,
      render: async () => ({ contentType: 'application/json', body: '{}' }),
      post: async (_webhook, { shipment_id: shipment, seq }) => {
        const one = { at: this.now - T0, shipment, seq }
        this.tries.push(one)
        const status = await this.answer(one)
        const ok = status >= 200 && status < 300
        if (ok) this.taken.push(`${shipment}${seq}`)
        return { ok, status, response: '', fault: null }
      },
      disable: async (because) => {
        this.disabled = because
      },
    })
  }
}
