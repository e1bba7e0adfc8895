import type { Proved } from '../domain/terms.ts'

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

export const RECEIPT_TYPE = 'sesame-receipt+jwt'
export const SEAL_TYPE = 'sesame-seal+jwt'
