import * as v from 'valibot'
import { REQUEST_KINDS } from '../../domain/terms.ts'
import { at, ContactData, orNull, strings } from '../common.ts'

const named = v.strictObject({ id: v.string(), name: v.string() })

const asked = {
  request: v.string(),
  fingerprint: v.string(),
  /** The dispatchers who could agree; empty: only the operator, by `npm run agree` or after `npm run vouch`. */
  couldAgree: v.array(named),
}

/** What the one who decides has to see, by what the request is about. */
export const RequestShown = v.strictObject({
  /** The contact that is asked for. */
  contact: v.exactOptional(ContactData),
  /** Whom a parcel with this label is announced for now. */
  recipient: v.exactOptional(
    v.strictObject({ name: v.string(), phone: v.optional(v.string()), email: v.optional(v.string()) }),
  ),
  labels: v.exactOptional(strings),
  /** What a contract's next version changes. */
  changes: v.exactOptional(
    v.array(v.strictObject({ field: v.string(), from: v.unknown(), to: v.unknown() })),
  ),
  /** Of a contract, or of a waiver's reason. */
  name: v.exactOptional(v.string()),
  comment: v.exactOptional(v.string()),
  /** What somebody is blocked for. */
  blocked: v.exactOptional(v.strictObject({ pin: v.boolean(), identity: v.boolean() })),
  /** Why a rule asks. */
  reasons: v.exactOptional(strings),
})
export type RequestShown = v.InferOutput<typeof RequestShown>

/** One request as the inbox shows it. */
export const RequestView = v.strictObject({
  id: v.string(),
  kind: v.picklist(REQUEST_KINDS),
  /** Null: a rule asks, nobody did. */
  askedBy: orNull(named),
  askedAt: at,
  lapsesAt: orNull(at),
  shipmentId: orNull(v.string()),
  waybill: orNull(v.string()),
  contractId: orNull(v.string()),
  /** Whom it is about: a courier or clerk. */
  person: orNull(named),
  shown: RequestShown,
  fingerprint: v.string(),
  /** Only the operator's own key is still missing. */
  operatorNeeded: v.boolean(),
  /** Whether who asks may agree: they are independent of everybody it has to be independent of (R9). */
  mayAgree: v.boolean(),
  /** Asked for by whoever reads this: they may take it back. */
  own: v.boolean(),
  /** The dispatchers who could agree; empty: only the operator. */
  couldAgree: v.array(named),
  /** Where nobody could: the dispatchers who could once the operator vouched for them. */
  ifVouched: v.array(named),
})
export type RequestView = v.InferOutput<typeof RequestView>

/** What waits for a second person now. */
export const Requested = v.strictObject(asked)
export type Requested = v.InferOutput<typeof Requested>

/** A dispatcher's announcement with a label that is another recipient's (R41): it is announced once that is agreed to. */
export const LabelPending = v.strictObject({ ...asked, code: v.literal('label-pending') })
export type LabelPending = v.InferOutput<typeof LabelPending>

/** `PUT /api/contracts/:id` where it weakens anything: the version waits. */
export const WeakeningAsked = v.strictObject({
  ...asked,
  pendingVersion: v.number(),
  /** The fields of the policy that protect less than before. */
  weakened: strings,
})
export type WeakeningAsked = v.InferOutput<typeof WeakeningAsked>

/** A decision that was taken; `effectiveAt`: when it takes effect, where that is later and known. */
export const RequestDecided = v.strictObject({ effectiveAt: v.exactOptional(at) })
export type RequestDecided = v.InferOutput<typeof RequestDecided>

/** What the operator is answered: the request that was shown, or who was meant. */
export const OperatorAnswer = v.strictObject({
  outcome: v.picklist(['shown', 'done']),
  request: v.exactOptional(RequestView),
  effectiveAt: v.exactOptional(at),
  person: v.exactOptional(
    v.strictObject({ id: v.string(), name: v.string(), role: v.string(), pointId: orNull(v.string()) }),
  ),
})
export type OperatorAnswer = v.InferOutput<typeof OperatorAnswer>
/** Somebody of the office, by name. */
export type Named = v.InferOutput<typeof named>
