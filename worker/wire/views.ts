import type { Policy } from '../domain/policy.ts'
import type { PolicyChange } from '../domain/policy-changes.ts'
import type { AlertKind, FreshReason, Profile, Proved, RoundState, StopMark } from '../domain/terms.ts'
import type { CourierStop } from '../domain/visibility/courier-stop.ts'

export type { PointInfo } from '../domain/choose-point.ts'
export type { Policy } from '../domain/policy.ts'
export type { Profile } from '../domain/terms.ts'
export type { CourierStop } from '../domain/visibility/courier-stop.ts'
export type { DeliveryData, RecipientView } from '../domain/visibility/recipient-view.ts'
export type { ShipmentView } from '../domain/visibility/shipment-view.ts'

export interface Page<T> {
  items: T[]
  cursor: string | null
}

/** `GET /api/round`: the courier's round of today. */
export interface CourierRound {
  roundId: string | null
  date: string
  courier: { id: string; name: string }
  stops: CourierStop[]
  /** Return control was done: nothing is out any more that nobody knows of. */
  closed: boolean
  blocked: { pin: boolean; identity: boolean }
  notices: { at: string; kind: 'signed-in-elsewhere' }[]
}

/** One line of `GET /api/shipments`: no personal data, which stays in the shipment's own object. */
export interface ShipmentLine {
  id: string
  waybill: string
  contractId: string
  contractName: string
  state: string
  secured: boolean
  parcels: number
  handedOver: number
  courierId: string | null
  announcedAt: string
  changedAt: string
}

/** One line of `GET /api/shipments/:id/events`. */
export interface EventLine {
  seq: number
  at: string
  receivedAt: string
  type: string
  code?: string
  parcels?: string[]
  by: { role: string; id: string }
  proved: Proved[]
  data: Record<string, unknown>
  /** What somebody wrote about it: a reason, a comment, a claim. Beside the log, and can be erased. */
  notes?: Record<string, string>
  hash: string
}

export interface ContractView {
  id: string
  name: string
  profile: Profile
  carrier: string
  version: number
  policy: Policy
  /** The newest first, fifty at most. */
  versions: ContractVersion[]
}

/** One save of a contract: who, when, and what it changed. */
export interface ContractVersion {
  version: number
  at: string
  /** Who saved it. */
  by: string
  /** Their name; null to an integrator, who has no business with a carrier's staff. */
  byName: string | null
  /** Against the version before; the first one's against its profile. */
  changes: PolicyChange[]
}

export interface RoundLine {
  id: string
  courierId: string
  courierName: string
  date: string
  state: RoundState
  stops: number
  /** One a stop, in the order of the round. */
  marks: StopMark[]
  /** The first open stop: where the courier is, if they keep to the order. */
  next: { shipmentId: string; waybill: string; place: number } | null
  /** When a stop last changed. */
  changedAt: string | null
}

export interface RoundView extends Omit<RoundLine, 'stops'> {
  closedAt: string | null
  stops: { shipmentId: string; waybill: string; state: string; dispatched: boolean; refused: string | null }[]
}

export interface AlertLine {
  id: string
  kind: AlertKind
  at: string
  shipmentId: string | null
  waybill: string | null
  personId: string | null
  personName: string | null
  /** The endpoint it is about, by its name and the contract whose it is (null: all). */
  webhookId?: string
  contractId?: string | null
  /** Of a release by hands that are too new: why, whose hands, and who invited their session (R42). */
  fresh?: {
    reasons: FreshReason[]
    by: { id: string; name: string }
    invitedBy: { id: string; name: string } | null
    invitedAt: string | null
  }
  releasedAt: string | null
}

export interface PersonLine {
  id: string
  role: string
  name: string
  providerId: string | null
  pointId: string | null
  /** When the person was added or invited. */
  createdAt: string
  /** When a session was last used, to the hour. Null: never signed in. */
  lastSeenAt: string | null
}

/** One line of `GET /api/api-keys`. */
export interface ApiKeyLine {
  id: string
  name: string
  /** Null: all contracts. */
  contractId: string | null
  scopes: string[]
  createdAt: string
  lastUsedAt: string | null
  /** By day (UTC), the last thirty, oldest first; a day without a call has no line. `refused`: beyond the limit. */
  usage: { day: string; calls: number; refused: number }[]
  revokedAt: string | null
}

/** What a live socket says: something changed, ask again. `because` names the fact, never a secret. */
export interface LiveMessage {
  because: string
}

export interface Problem {
  type: string
  title: string
  status: number
  code: string
  errors?: { field: string; code: string }[]
}
