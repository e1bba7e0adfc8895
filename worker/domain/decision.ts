import type { PointInfo } from './choose-point.ts'
import type { Fact } from './event.ts'
import type { ClockFault, Refusal, RequestKind } from './terms.ts'

/** What the caller is told after the command was carried out. */
export type CommandAnswer =
  /** `clock`: the time that the tablet gave is far from the server's. */
  | { outcome: 'done'; clock?: ClockFault; unreached?: true }
  | { outcome: 'handed-over'; code: string }
  | { outcome: 'wrong'; left: number }
  | { outcome: 'held'; code: string; point: PointInfo | null; words: string }
  | { outcome: 'identity'; left?: 0 }
  | { outcome: 'closed' }
  /** The visit goes on, with so many tries (R37). */
  | { outcome: 'open'; left: number }
  | { outcome: 'wrong-parcel' }
  | { outcome: 'match'; label: string }
  | { outcome: 'mismatch'; left: number }
  | { outcome: 'expected' | 'undeclared' | 'unexpected' | 'wrong-point' }
  /** The depot already has the parcels. */
  | { outcome: 'seen' }
  /** One half of an issue by link at a counter is there, and the other half is still missing. */
  | { outcome: 'waiting' }
  | { outcome: 'name-differs' }
  /** A dispatcher is asked first. `until`: how long they are waited for, in ms since the epoch (R42). */
  | { outcome: 'approval'; until: number }
  /** The dispatcher declined, and the parcel stays at its point. */
  | { outcome: 'declined' }
  /** The act waits for a second person (R9). `kind` and `seq` identify the request. */
  | { outcome: 'requested'; kind: RequestKind; seq: number }
  /** `effectiveAt`: when the change takes effect by itself, in ms since the epoch, if that is known. */
  | { outcome: 'decided'; effectiveAt?: number }
  /** A late act that is not accepted (R36): parcels that nobody can explain, or two accounts of one visit. */
  | { outcome: 'unexplained' | 'conflict' }
  /** `claimed`: the shipment also waits for a dispatcher's decision, wherever its parcels are. */
  | ({ outcome: 'counted'; claimed: boolean } & StopCount)

/** Labels of one stop's parcels, by where they are at the end of its round (R26). */
export interface StopCount {
  handedOver: string[]
  toPoint: string[]
  atPoint: string[]
  depot: string[]
  unexplained: string[]
}

export type Decision = { ok: true; facts: Fact[]; answer: CommandAnswer } | { ok: false; refusal: Refusal }

export const refuse = (refusal: Refusal): Decision => ({ ok: false, refusal })
export const accept = (facts: Fact[], answer: CommandAnswer = { outcome: 'done' }): Decision => ({
  ok: true,
  facts,
  answer,
})
