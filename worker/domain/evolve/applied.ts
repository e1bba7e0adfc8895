import type { FactOf, FactType } from '../event.ts'
import type { Shipment } from '../state.ts'

/** How a kind of fact changes a shipment. `at` is the server's time in ms, `by` the id of who did it. */
export type Applied<T extends FactType> = {
  [K in T]: (shipment: Shipment, fact: FactOf<K>, at: number, by: string | null) => Shipment
}

/** Used for facts that are on record and do not change the state. */
export const unchanged = (shipment: Shipment): Shipment => shipment
