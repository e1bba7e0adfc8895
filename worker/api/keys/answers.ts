import * as v from 'valibot'
import { at, count, day, orNull, strings } from '../common.ts'

export const ApiKeyMade = v.strictObject({
  id: v.string(),
  name: v.string(),
  contractId: orNull(v.string()),
  scopes: strings,
  key: v.string(),
})

/** One line of `GET /api/api-keys`. */
export const ApiKeyUse = v.strictObject({
  id: v.string(),
  name: v.string(),
  /** Null means all contracts. */
  contractId: orNull(v.string()),
  scopes: strings,
  createdAt: at,
  lastUsedAt: orNull(at),
  /**
   * The use by day (UTC) in the last thirty days, oldest first; a day without a call has no line. `refused`
   * counts calls beyond the limit.
   */
  usage: v.array(v.strictObject({ day, calls: count, refused: count })),
  revokedAt: orNull(at),
})
export type ApiKeyLine = v.InferOutput<typeof ApiKeyUse>
