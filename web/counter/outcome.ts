import { signal } from '@preact/signals'
import type { CounterHold } from '../../worker/api/holds/answers.ts'
import type { FreshReason } from '../../worker/domain/terms.ts'

/** The result of an identity check for one shipment. */
export interface Settled {
  waybill: string
  issued: string[]
  /** Labels still on the shelf. */
  stay: string[]
  /** Why nothing was issued. */
  refusal?: string
}

/** The outcome that fills the whole screen. */
export type ShownOutcome =
  | { type: 'issued'; name: string; code: string; settled: Settled[] }
  | { type: 'wrong'; left: number }
  | { type: 'identity-only' | 'closed' | 'name-differs' | 'declined' | 'claim' | 'foreign-code' }
  | { type: 'wrong-parcel'; label: string; other: CounterHold }
  /** The QR code by which anybody here may pay (R30). */
  | { type: 'pay'; hold: CounterHold }
  | { type: 'waiting'; name: string; labels: string[] }
  /** A dispatcher is being asked about an identity check (R42), until the deadline. */
  | { type: 'asking'; deadline: number; reasons: FreshReason[] }
  /** Nobody answered in time; `again` asks once more. */
  | { type: 'lapsed'; left: number; reasons: FreshReason[]; again: () => void }

export const outcome = signal<ShownOutcome | null>(null)
