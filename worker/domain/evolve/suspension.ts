import type { Suspension } from '../asked.ts'
import type { Shipment } from '../state.ts'
import type { SuspendedBecause } from '../terms.ts'

/** The recipient said something that stops identity: each further word asks for a decision anew (R21). */
export function suspend({ suspension, seq }: Shipment, because: SuspendedBecause, at: number): Suspension {
  const reasons = [...new Set([...(suspension?.because ?? []), because])]
  return { seq: seq + 1, at, because: reasons, askedBy: null, open: true }
}

/** A dispatcher asks once more, after another had left it as it is. */
export const questioned = ({ suspension, seq }: Shipment, at: number, by: string | null): Suspension | null =>
  suspension && { ...suspension, seq: seq + 1, at, askedBy: by, open: true }
