import type { ComponentChildren } from 'preact'
import type { ShipmentView } from '../../../worker/api/shipments/answers.ts'

export interface ActionProps {
  shipment: ShipmentView
  onClose: () => void
  /** Called after the action was carried out, with what to say about it. */
  onDone: (said: ComponentChildren) => void
}
