import * as v from 'valibot'
import { at, count, GeoAddress, orNull, pointKind } from '../common.ts'

export const Provider = v.strictObject({ id: v.string(), name: v.string() })

export const Courier = v.strictObject({ id: v.string(), name: v.string(), providerId: v.string() })

const person = {
  id: v.string(),
  role: v.string(),
  name: v.string(),
  providerId: orNull(v.string()),
  pointId: orNull(v.string()),
}

export const PersonLine = v.strictObject({
  ...person,
  /** When the person was added or invited. */
  createdAt: at,
  /** When a session was last used, to the hour; null if the person never signed in. */
  lastSeenAt: orNull(at),
})
export type PersonLine = v.InferOutput<typeof PersonLine>

export const Person = v.strictObject({
  ...person,
  invitedBy: orNull(v.string()),
  blocked: v.strictObject({ pin: v.boolean(), identity: v.boolean() }),
  sessions: v.array(v.strictObject({ id: v.string(), expiresAt: at })),
})

export const Point = v.strictObject({
  id: v.string(),
  name: v.string(),
  kind: pointKind,
  address: GeoAddress,
  hours: v.optional(v.string()),
  zone: v.optional(v.string()),
})
export type PointLine = v.InferOutput<typeof Point>

export const Invitation = v.strictObject({ url: v.string(), expiresAt: at })

/** The invitations of one morning. They are shown once and stand in no store. */
export const InvitationSheet = v.strictObject({
  items: v.array(v.strictObject({ courierId: v.string(), name: v.string(), url: v.string(), expiresAt: at })),
})

/** One line of `GET /api/audit`: what a dispatcher did or tried to do. */
export const AuditEntry = v.strictObject({
  id: v.string(),
  at,
  personId: v.string(),
  /** Empty if the registry does not know the person. */
  personName: v.string(),
  method: v.string(),
  /** The route as the API writes it: `/api/shipments/:id/cancel`. */
  route: v.string(),
  /**
   * The ids in the route's placeholders, or the id of what was made: `{"id": "…"}`. An id that does not exist
   * is not named. For a webhook there is `contractId` as well, empty for all contracts, because its name
   * alone is ambiguous.
   */
  ids: v.record(v.string(), v.string()),
  /** The waybill or name for which its id stands today; null if the registry has none. */
  about: orNull(v.string()),
  /**
   * The answer's HTTP status. Null means that no answer was recorded, so nobody knows whether the act
   * happened.
   */
  status: orNull(count),
})
export type AuditLine = v.InferOutput<typeof AuditEntry>
