import type { Proved } from '../domain/terms.ts'

/** The content of a receipt (R32). It holds no personal data, so that it still verifies after erasure. */
export interface ReceiptClaims {
  iss: string
  /** The id of the shipment. */
  sub: string
  /** The time of the hand-over, in seconds since the epoch. */
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
  /** The counter's point; absent for a hand-over at the door. */
  pointId?: string
  /** The place of the hand-over's event in the shipment's log. */
  seq: number
  hash: string
}

/** The state of a whole log. An evidence pack that was shortened or changed no longer agrees with it. */
export interface SealClaims {
  iss: string
  sub: string
  /** When the pack was made, in seconds since the epoch. */
  iat: number
  events: number
  head: string
}

export const RECEIPT_TYPE = 'sesame-receipt+jwt'
export const SEAL_TYPE = 'sesame-seal+jwt'
