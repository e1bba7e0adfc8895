import * as v from 'valibot'
import type { Noted } from '../domain/effects.ts'
import type { ViolationKind, ViolationState } from '../domain/terms.ts'
import { VIOLATION_KINDS } from '../domain/terms.ts'
import { id, text } from './fields.ts'

const comment = text(1000)

export const suspect = v.strictObject({
  shipmentId: id,
  kind: v.picklist(VIOLATION_KINDS),
  comment,
})
export const contest = v.strictObject({ comment })
export const decide = v.strictObject({ decision: v.picklist(['upheld', 'waived']), comment })

export interface ViolationLine {
  id: string
  at: string
  month: string
  kind: ViolationKind
  state: ViolationState
  shipmentId: string
  waybill: string
  contractId: string
  courierId: string | null
  courierName: string
  providerId: string | null
  providerName: string
  roundId: string | null
  labels: string[]
  /** Minor units; null: the contract names no penalty. */
  amount: number | null
  currency: string | null
  /** Of the visit: metres from the address at arrival, seconds on site. */
  distanceM: number | null
  dwellS: number | null
}

export interface ViolationView extends ViolationLine {
  steps: { at: string; what: ViolationState | 'suspected'; by: string; byName: string; comment: string }[]
}

/** One provider's month. */
export interface ViolationSum {
  month: string
  providerId: string | null
  providerName: string
  currency: string | null
  open: number
  upheld: number
  waived: number
  /** Of the upheld ones, minor units. */
  amount: number
}

/** A courier's visits worth a look beside those of the fleet (R18). */
export interface CourierEvidence {
  courierId: string
  name: string
  providerName: string
  stops: number
  noted: Partial<Record<Noted, number>>
  /** Chance that an honest courier of this fleet has at least as many, per kind; smaller is stranger. */
  odds: Partial<Record<Noted, number>>
}

export interface NotedVisit {
  id: string
  at: string
  kind: Noted
  shipmentId: string
  waybill: string
  distanceM: number | null
  dwellS: number | null
}
