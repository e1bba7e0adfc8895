import type { EventLine } from '../api/shipments/answers.ts'
import { happenedAt } from '../domain/device-act.ts'
import type { Fact } from '../domain/event.ts'
import { carrierCode, proved } from '../domain/proved.ts'
import type { Actor } from '../domain/roles.ts'

/** An event in the chain: everything that its hash covers, and the hash. */
export interface ChainedEvent {
  seq: number
  /** When the server received it, in ms. */
  at: number
  by: Actor
  fact: Fact
  /** The hash of each kind of personal data that came with it. */
  bound: Record<string, string> | null
  hash: string
}

/**
 * Formats an instant. If somebody tampered with the log, the value may be no instant; the event is still
 * shown, and its hash reveals the change.
 */
function iso(ms: number): string {
  const at = new Date(ms)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}

/** Returns when an event is taken to have happened, in ms, given when the server received it. */
function saidAt(fact: Fact, received: number): number {
  if (fact.type !== 'arrived' || fact.clock) return happenedAt(fact, received)
  return Math.min(Date.parse(fact.deviceAt), received)
}

/**
 * Returns an event as it is published. Some of its fields are derived from the rest of the log, so that whoever
 * checks it can derive them again. `takenBackBy` is the event that took this one back: its code does not stand
 * any more (R33, R37).
 */
export function eventLine(
  { seq, at, by, fact, bound, hash }: ChainedEvent,
  takenBackBy: number | undefined,
): EventLine {
  const { type, ...data } = fact
  const code = takenBackBy === undefined ? carrierCode(fact) : undefined
  const parcels = 'labels' in fact ? fact.labels : undefined
  return {
    seq,
    // A tablet's clock may be wrong or tampered with. Its time never counts as later than when the server
    // received it, and not at all where it cannot be true (R36).
    at: iso(saidAt(fact, at)),
    receivedAt: iso(at),
    type,
    ...(code !== undefined && { code }),
    ...(takenBackBy !== undefined && { takenBackBy }),
    ...(parcels && { parcels }),
    by: { role: by.role, id: by.id },
    proved: proved(fact),
    data: { ...data, ...(bound && { bound }) },
    hash,
  }
}
