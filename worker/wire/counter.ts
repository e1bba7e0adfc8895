import * as v from 'valibot'
import type { CounterHold } from '../domain/visibility/counter-hold.ts'
import { documentType, drawnSignature, labels, nothing, text } from './fields.ts'

const shelf = text(20)

export const receive = v.strictObject({ labels, shelf: v.optional(shelf) })
/** Exactly n ASCII digits; n is the policy's and checked by the object. */
export const pin = v.strictObject({ pin: v.pipe(v.string(), v.regex(/^[0-9]{5,8}$/)), labels })
export const qr = v.strictObject({ code: v.pipe(v.string(), v.maxLength(200)), labels })
export const identity = v.strictObject({
  documentType,
  nameMatches: v.boolean(),
  labels,
  signature: v.optional(drawnSignature),
  typedName: v.optional(text(120)),
})
export const scan = v.strictObject({ labels })
export const refuse = v.strictObject({ labels })
/** What was scanned or typed in this act: only that comes back whole. */
export const open = v.strictObject({ labels })
export const confirmReceipt = v.strictObject({ labels })
export const extend = nothing
export const sendBack = v.strictObject({ labels })

/** What a point made of one scanned label. */
export interface PointReceipt {
  items: {
    label: string
    /** `undeclared`: it is received, and nothing says how it came here (R28). */
    outcome: 'expected' | 'undeclared' | 'unexpected' | 'wrong-point' | 'unknown'
    shipmentId?: string
    /** The last four, unless it is the label itself. */
    waybill?: string
  }[]
}

/** Answers of `pin`, `qr`, `identity` and `scan`. */
export type CounterAnswer =
  | { outcome: 'handed-over'; code: string }
  | { outcome: 'wrong'; left: number }
  | { outcome: 'identity'; left: 0 }
  /** `declined`: a dispatcher said no to these hands (R42), and the parcel stays. */
  | { outcome: 'closed' | 'wrong-parcel' | 'name-differs' | 'waiting' | 'declined' }

/** One line of `GET /api/holds`: no name, which the hold itself shows. */
export interface HoldLine {
  shipmentId: string
  /** The last four; null as long as nothing of it is here (R28). */
  waybill: string | null
  stage: 'coming' | 'here' | 'returning'
  parcels: number
  here: number
  shelf: string | null
  phoneTail: string
  receivedAt: string | null
  until: string | null
  /** Days left with today as 0; negative when it is past. */
  daysLeft: number | null
}

/** One line of a point's register. */
export interface RegisterLine {
  at: string
  kind: 'received' | 'issued' | 'refused' | 'returned' | 'misplaced'
  shipmentId: string
  /** The last four; null where the point never had it. */
  waybill: string | null
  /** The last four of each. */
  labels: string[]
  proof: string | null
}

/** `GET /api/holds/day`: a point's day, for its end-of-day sheet. */
export interface PointDay {
  point: { id: string; name: string; zone: string }
  day: string
  items: RegisterLine[]
  /** How many parcels are on the shelf now, and how many of them go back. */
  here: number
  returning: number
}

export type HoldView = CounterHold
