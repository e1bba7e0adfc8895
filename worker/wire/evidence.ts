import * as v from 'valibot'
import type { Proved, Refusal } from '../domain/terms.ts'
import { DATA_KINDS, type DataKind } from '../domain/terms.ts'
import { setOf, text } from './fields.ts'
import type { EventLine } from './views.ts'

/** What a receipt states (R32): no personal data, so that it still verifies after erasure. */
export interface ReceiptClaims {
  iss: string
  /** The shipment. */
  sub: string
  /** Seconds since the epoch, of the hand-over. */
  iat: number
  number: string
  waybill: string
  contractId: string
  carrier: string
  sender: string
  labels: string[]
  of: number
  proof: string
  proved: Proved[]
  code: string
  /** The counter's point; absent: at the door. */
  pointId?: string
  /** The event of the hand-over in the shipment's log. */
  seq: number
  hash: string
}

/** The state of a whole log: a pack that is cut short or changed no longer agrees with it. */
export interface SealClaims {
  iss: string
  sub: string
  /** Seconds since the epoch, when the pack was made. */
  iat: number
  events: number
  head: string
}

export interface ShipmentReceipts {
  shipmentId: string
  receipts: (ReceiptClaims & { jws: string })[]
}

/** Everything that a dispute needs, in one file that anyone can check on `/verify` (R31, R32). */
export interface EvidencePack {
  format: 'sesame-evidence/1'
  shipment: { id: string; waybill: string; contractId: string; carrier: string; sender: string }
  /** JWS of each hand-over. */
  receipts: string[]
  /** JWS over the number of events and the last hash. */
  seal: string
  events: Omit<EventLine, 'notes'>[]
}

export const RECEIPT_TYPE = 'sesame-receipt+jwt'
export const SEAL_TYPE = 'sesame-seal+jwt'

/** What a dispatcher erases of a shipment: some kinds, or all of them. */
export const erase = v.strictObject({
  kinds: v.optional(v.pipe(setOf(DATA_KINDS), v.minLength(1))),
  reason: v.optional(text(500)),
})

export type Signature =
  | { strokes: [x: number, y: number, t: number][][]; width: number; height: number }
  | { typedName: string }

/** What stands beside one event and is not erased. What people wrote comes with the events themselves. */
export interface PersonalParts {
  seq: number
  /** Under the names by which the event binds them. */
  kinds: string[]
  /** Only for whoever may see signatures. */
  signature?: Signature
  place?: { lat: number; lon: number; accuracyM?: number }
  reference?: string
  /** Of a claim: `GET /api/shipments/:id/photos/:photoId`. */
  photos?: { id: string; type: string; width: number; height: number }[]
}

/** `GET /api/shipments/:id/personal`: what is kept of people, until when, and whether it can be erased now (R31). */
export interface PersonalView {
  /** `until`: the last day, `YYYY-MM-DD`; null while the delivery goes on. */
  kept: { kind: DataKind; until: string | null }[]
  /** Why nothing can be erased on request now; null when it can. */
  refusal: Refusal | 'violation-open' | null
  events: PersonalParts[]
}
