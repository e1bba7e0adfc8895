import type { ComponentChildren } from 'preact'
import type { ShipmentView } from '../../../worker/wire/views.ts'
export interface ActionProps {
  shipment: ShipmentView
  path: string
  onClose: () => void
  /** Carried out; what to say about it. */
  onDone: (said: ComponentChildren) => void
}
