import * as v from 'valibot'
import type { Blocked } from '../domain/courier-day.ts'
import type { PolicyChange } from '../domain/policy-changes.ts'
import type { RequestKind } from '../domain/terms.ts'
import type { Contact, Recipient } from '../domain/visibility/personal.ts'
import { text } from './fields.ts'

/** `seen`: the fingerprint of what was shown; without it nobody agrees to anything. */
export const decideRequest = v.strictObject({ decision: v.picklist(['agree', 'decline']), seen: text(64) })

/** What the one who decides has to see, by what the request is about. */
export interface RequestShown {
  /** The contact that is asked for. */
  contact?: Contact
  /** Whom a parcel with this label is announced for now. */
  recipient?: Pick<Recipient, 'name' | 'phone' | 'email'>
  labels?: string[]
  /** What a contract's next version changes. */
  changes?: PolicyChange[]
  /** Of a contract, or of a waiver's reason. */
  name?: string
  comment?: string
  /** What somebody is blocked for. */
  blocked?: Blocked
  /** Why a rule asks. */
  reasons?: string[]
}

/** Somebody of the office, by name. */
export interface Named {
  id: string
  name: string
}

/** One request as the inbox shows it. */
export interface RequestView {
  id: string
  kind: RequestKind
  /** Null: a rule asks, nobody did. */
  askedBy: Named | null
  askedAt: string
  lapsesAt: string | null
  shipmentId: string | null
  waybill: string | null
  contractId: string | null
  /** Whom it is about: a courier or clerk. */
  person: Named | null
  shown: RequestShown
  fingerprint: string
  /** Only the operator's own key is still missing. */
  operatorNeeded: boolean
  /** Whether who asks may agree: they are independent of everybody it has to be independent of (R9). */
  mayAgree: boolean
  /** Asked for by whoever reads this: they may take it back. */
  own: boolean
  /** The dispatchers who could agree; empty: only the operator. */
  couldAgree: Named[]
  /** Where nobody could: the dispatchers who could once the operator vouched for them. */
  ifVouched: Named[]
}

/** What waits for a second person now. */
export interface Requested {
  request: string
  fingerprint: string
  /** The dispatchers who could agree; empty: only the operator, by `npm run agree` or after `npm run vouch`. */
  couldAgree: Named[]
}

/** A dispatcher's announcement with a label that is another recipient's (R41): it is announced once that is agreed to. */
export interface LabelPending extends Requested {
  code: 'label-pending'
}

/** A decision that was taken; `effectiveAt`: when it takes effect, where that is later and known. */
export interface RequestDecided {
  effectiveAt?: string
}

/** `PUT /api/contracts/:id` where it weakens anything: the version waits. */
export interface WeakeningAsked extends Requested {
  pendingVersion: number
  /** The fields of the policy that protect less than before. */
  weakened: string[]
}

/** What the operator's own key does, signed as a JWS. */
export const operatorAct = v.strictObject({ jws: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,2000}$/)) })

/** What the operator is answered: the request that was shown, or who was meant. */
export interface OperatorAnswer {
  outcome: 'shown' | 'done'
  request?: RequestView
  effectiveAt?: string
  person?: { id: string; name: string; role: string; pointId: string | null }
}
