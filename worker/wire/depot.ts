import * as v from 'valibot'
import { labels } from './fields.ts'

export const receive = v.strictObject({ labels })

/**
 * What became of one scanned label: `seen` was there already; `not-due` is known, but not on its way back to the depot
 * or the sender.
 */
export interface ReceivedLabel {
  label: string
  outcome: 'received' | 'seen' | 'returned' | 'unknown' | 'not-due'
  shipmentId?: string
  waybill?: string
}

export interface DepotReceipt {
  items: ReceivedLabel[]
}
