import type { DeviceGap } from '../domain/device-gaps.ts'
import type { VisitNote } from '../domain/effects.ts'
import type { NameKey } from '../domain/name.ts'
import type { AskedPayment } from '../domain/payments.ts'
import type {
  AlertKind,
  ChannelName,
  LateAct,
  LateBecause,
  PaymentProviderName,
  ViolationKind,
} from '../domain/terms.ts'
import type { VisitRecord } from '../domain/visits.ts'
import type { RequestRow } from './requests.ts'

export interface ShipmentRow {
  id: string
  announcedAt: number
  waybill: string
  contractId: string
  state: string
  secured: boolean
  parcels: number
  handedOver: number
  courierId: string | null
  changedAt: number
  seq: number
  /**
   * Whether nothing can be handed over any more and no parcel is out. Another shipment may then ask for its
   * labels.
   */
  over: boolean
  /** Null if there is no name, or none any more. */
  name: NameKey | null
  /** Whether the name differs from the one it was announced with (R41). */
  renamed: boolean
  /** The visits that the statistics count; null before the first visit. */
  visits: VisitRecord[] | null
  /** A keyed fingerprint of the recipient's contact; null once erased (R42). */
  contactFingerprint: string | null
  /** When somebody last questioned how it was handed over, in ms (R42). */
  questionedAt: number | null
}

export interface AlertRow {
  id: string
  kind: AlertKind
  at: number
  shipmentId: string | null
  waybill: string | null
  personId: string | null
  webhookId?: string
  /** About a release by hands that are too new: the reasons, whose hands, who invited them and when (R42). */
  detail?:
    | { reasons: string[]; by: string; invitedBy: string | null; invitedAt: string | null }
    /** The channel whose gateway takes nothing. */
    | { channel: ChannelName }
    /** About a late act that contradicts what is known; `at` as an instant (R36). */
    | { late: { what: LateAct; because: LateBecause; at: string }; by: string }
    /** About numbers of a courier's acts that are missing at the end of a round (R36). */
    | { gap: DeviceGap & { roundId: string }; by: string }
}

/** A hold in its point's list. If `pointId` is null it is in no list any more. */
export interface HoldRow {
  pointId: string | null
  shipmentId: string
  waybill: string
  stage: 'coming' | 'here' | 'returning'
  parcels: number
  here: number
  shelf: string | null
  /** Empty as long as the point has none of its parcels. */
  phoneTail: string
  /**
   * The name by which the recipient is found. Null as long as the point has none of its parcels, and once
   * erased.
   */
  name: NameKey | null
  receivedAt: number | null
  until: string | null
  /** The zone to which the day `until` belongs. */
  zone: string
  seq: number
}

/** A line of a point's register. */
export interface RegisterRow {
  pointId: string
  at: number
  shipmentId: string
  seq: number
  kind: 'received' | 'issued' | 'refused' | 'returned' | 'misplaced'
  waybill: string
  labels: string[]
  proof: string | null
  /** The clerk at the counter. */
  byId: string
  /** The print of the key of the device on which it was done; null: it had none. */
  device: string | null
}

/** What is known of a visit about which something is noted or suspected. */
export interface VisitRow {
  id: string
  at: number
  shipmentId: string
  waybill: string
  courierId: string
  roundId: string
  distanceM: number | null
  dwellS: number | null
}

export interface VisitNoteRow extends VisitRow {
  kind: VisitNote
}

export interface ViolationRow extends VisitRow {
  kind: ViolationKind
  month: string
  contractId: string
  amount: number | null
  currency: string | null
  labels: string[]
}

/** A payment as its shipment has it, for the daily comparison with the provider's books (R30). */
export interface PaymentRow {
  shipmentId: string
  number: number
  contractId: string
  waybill: string
  /** The day on which it was begun, in the contract's zone. */
  day: string
  at: number
  provider: PaymentProviderName
  ref: string | null
  state: AskedPayment['state']
  amount: number
  currency: string
  refunded: number
  owed: number
  seq: number
}

/** Everything that the registry is told of one shipment at once. A repeated or late line changes nothing. */
export interface IndexUpdate {
  shipment: ShipmentRow | null
  hold: HoldRow | null
  alerts: AlertRow[]
  /** Alerts that a dispatcher has dealt with: the id, and when, in ms. */
  settledAlerts: { id: string; at: number }[]
  register: RegisterRow[]
  visitNotes: VisitNoteRow[]
  /** Notes of ends that were taken back (R37). */
  droppedNotes: Pick<VisitRow, 'courierId' | 'at' | 'id'>[]
  violations: ViolationRow[]
  requests: RequestRow[]
  payments: PaymentRow[]
}
