import * as v from 'valibot'
import { PARCELS_MAX } from '../domain/limits.ts'
import type { Counted, CountedParcel } from '../domain/round-count.ts'
import type { RoundState } from '../domain/terms.ts'
import type { CourierStop } from '../domain/visibility/courier-stop.ts'
import { dayToCome, id, label, text } from './fields.ts'

/** A round's worth of labels; none is a round of which nothing came back. */
const scanned = v.pipe(v.array(label), v.maxLength(PARCELS_MAX * 20))
export const close = v.strictObject({ scanned })
/**
 * `roundId`: the round that was counted, as `GET /api/round` names it. A count that a tablet kept without a network
 * must not close the next day's round when it comes late. Absent: the latest.
 */
export const closeOwn = v.strictObject({ scanned, roundId: v.optional(id) })
export const deviceFailure = v.strictObject({ reason: text(500) })
/** Absent: tomorrow, with the courier of the last visit. */
export const reschedule = v.strictObject({ date: v.optional(dayToCome), courierId: v.optional(id) })
export const choosePoint = v.strictObject({ pointId: id })
export const orderReturn = v.strictObject({ reason: text(500) })

/** `POST /api/round/close`: where every parcel of the round is. */
export interface RoundCount extends Counted {
  /** Those of them about which a dispatcher still has to decide: their claim is open (R21). */
  claimed: CountedParcel[]
  /** Scanned labels of no parcel of this round. */
  unknown: string[]
}

/** `GET /api/rounds/:id/sheet`: the round with its stops as their courier sees them, for paper and for counting. */
export interface RoundSheet {
  id: string
  date: string
  state: RoundState
  closedAt: string | null
  courier: { id: string; name: string; provider: string }
  stops: CourierStop[]
}
