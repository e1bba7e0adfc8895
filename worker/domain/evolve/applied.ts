import type { FactOf, FactType } from '../event.ts'
import type { Shipment } from '../state.ts'

/** What a kind of fact makes of a shipment; `at` is the server's time in ms, `by` the id of who did it. */
export type Applied<T extends FactType> = {
  [K in T]: (shipment: Shipment, fact: FactOf<K>, at: number, by: string | null) => Shipment
}

/** A fact that is on record and changes nothing of the state. */
export const nothing = (shipment: Shipment): Shipment => shipment
