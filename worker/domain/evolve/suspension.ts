import type { Suspension } from '../asked.ts'
import type { Shipment } from '../state.ts'
import type { SuspendedBecause } from '../terms.ts'

/**
 * Returns the suspension after the recipient said something that stops identity. Each further reason asks for
 * a decision again (R21).
 */
export function suspend({ suspension, seq }: Shipment, because: SuspendedBecause, at: number): Suspension {
  const reasons = [...new Set([...(suspension?.because ?? []), because])]
  return { seq: seq + 1, at, because: reasons, askedBy: null, open: true }
}

/** Returns the suspension after a dispatcher asked again, because another had left it in place. */
export const questioned = ({ suspension, seq }: Shipment, at: number, by: string | null): Suspension | null =>
  suspension && { ...suspension, seq: seq + 1, at, askedBy: by, open: true }
