import type { EventLine } from '../api/shipments/answers.ts'

/** One event of a shipment as its shipper is told of it, without what people wrote beside it. */
export interface EventMessage {
  shipmentId: string
  waybill: string
  contractId: string
  carrier: string
  event: Omit<EventLine, 'notes'>
}
