import type { EventLine } from '../api/shipments/answers.ts'
import { carrierCode, type Fact, proved } from '../domain/event.ts'
import type { Actor } from '../domain/roles.ts'

/** An event as it is chained: what its hash is made over, and the hash. */
export interface ChainedEvent {
  seq: number
  /** When we heard of it, in ms. */
  at: number
  by: Actor
  fact: Fact
  /** Hash of each kind of personal data that came with it. */
  bound: Record<string, string> | null
  hash: string
}

/** What somebody wrote into a log by hand need not be an instant; it is shown all the same, and its hash tells. */
function iso(ms: number): string {
  const at = new Date(ms)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}

/** An event as it is told: some of it is derived from the rest, so that whoever checks it can derive it again. */
export function eventLine({ seq, at, by, fact, bound, hash }: ChainedEvent): EventLine {
  const { type, ...data } = fact
  const code = carrierCode(fact)
  const parcels = 'labels' in fact ? fact.labels : undefined
  return {
    seq,
    // A tablet's clock may be wrong or lie: what it says is never later than when we heard of it.
    at: iso(fact.type === 'arrived' ? Math.min(Date.parse(fact.deviceAt), at) : at),
    receivedAt: iso(at),
    type,
    ...(code !== undefined && { code }),
    ...(parcels && { parcels }),
    by: { role: by.role, id: by.id },
    proved: proved(fact),
    data: { ...data, ...(bound && { bound }) },
    hash,
  }
}
