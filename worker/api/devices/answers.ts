import * as v from 'valibot'
import { at, count, orNull } from '../common.ts'

/** One line of `GET /api/devices`. */
export const Device = v.strictObject({
  id: v.string(),
  personId: v.string(),
  /** Empty if the registry does not know the person. */
  personName: v.string(),
  role: v.string(),
  name: v.string(),
  enrolledAt: at,
  /** Who made the invitation that enrolled it. */
  enrolledBy: v.string(),
  /** When it renewed its session last. */
  lastSeenAt: at,
  /** The version of the app that it ran then; null if it did not say. */
  app: orNull(v.string()),
  /** How many acts waited on it then. */
  unsent: count,
  /** When its loan ends; null if it is not lent. */
  lentUntil: orNull(at),
  revokedAt: orNull(at),
})
export type DeviceLine = v.InferOutput<typeof Device>
