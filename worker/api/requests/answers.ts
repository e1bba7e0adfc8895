import * as v from 'valibot'
import { REQUEST_KINDS } from '../../domain/terms.ts'
import { at, ContactData, count, orNull, strings } from '../common.ts'

const named = v.strictObject({ id: v.string(), name: v.string() })

const asked = {
  request: v.string(),
  fingerprint: v.string(),
  /**
   * The dispatchers who could agree. If empty, only the operator can, by `npm run agree` or after `npm run
   * vouch`.
   */
  couldAgree: v.array(named),
}

/** What the person who decides has to see, depending on what the request is about. */
export const RequestShown = v.strictObject({
  /** The contact that is asked for. */
  contact: v.exactOptional(ContactData),
  /** The recipient for whom a parcel with this label is announced now. */
  recipient: v.exactOptional(
    v.strictObject({ name: v.string(), phone: v.optional(v.string()), email: v.optional(v.string()) }),
  ),
  labels: v.exactOptional(strings),
  /** What a contract's next version changes. */
  changes: v.exactOptional(
    v.array(v.strictObject({ field: v.string(), from: v.unknown(), to: v.unknown() })),
  ),
  /** The name of a contract, or the comment of a waiver. */
  name: v.exactOptional(v.string()),
  comment: v.exactOptional(v.string()),
  /** What the person is blocked from. */
  blocked: v.exactOptional(v.strictObject({ pin: v.boolean(), identity: v.boolean() })),
  /** The reasons why a rule asks, or why money goes back. */
  reasons: v.exactOptional(strings),
  /** What goes back to whoever paid, in minor units of the currency. */
  amount: v.exactOptional(v.strictObject({ amount: count, currency: v.string() })),
})
export type RequestShown = v.InferOutput<typeof RequestShown>

/** One request as the inbox shows it. */
export const RequestView = v.strictObject({
  id: v.string(),
  kind: v.picklist(REQUEST_KINDS),
  /** Null if a rule asks and not a person. */
  askedBy: orNull(named),
  askedAt: at,
  lapsesAt: orNull(at),
  shipmentId: orNull(v.string()),
  waybill: orNull(v.string()),
  contractId: orNull(v.string()),
  /** The courier or clerk whom it is about. */
  person: orNull(named),
  shown: RequestShown,
  fingerprint: v.string(),
  /** Whether only the operator's own key is still missing. */
  operatorNeeded: v.boolean(),
  /** Whether the reader may agree, being independent of everybody of whom they have to be (R9). */
  mayAgree: v.boolean(),
  /** Whether the reader asked for it and so may take it back. */
  own: v.boolean(),
  /** The dispatchers who could agree. If empty, only the operator can. */
  couldAgree: v.array(named),
  /** If nobody could agree, the dispatchers who could once the operator vouched for them. */
  ifVouched: v.array(named),
})
export type RequestView = v.InferOutput<typeof RequestView>

/** A request that now waits for a second person. */
export const Requested = v.strictObject(asked)
export type Requested = v.InferOutput<typeof Requested>

/**
 * The answer to a dispatcher's announcement with a label of another recipient (R41): the shipment is
 * announced once a second person agrees.
 */
export const LabelPending = v.strictObject({ ...asked, code: v.literal('label-pending') })
export type LabelPending = v.InferOutput<typeof LabelPending>

/** The answer of `PUT /api/contracts/:id` if the version weakens anything and so has to wait. */
export const WeakeningAsked = v.strictObject({
  ...asked,
  pendingVersion: v.number(),
  /** The fields of the policy that protect less than before. */
  weakened: strings,
})
export type WeakeningAsked = v.InferOutput<typeof WeakeningAsked>

/** A decision that was taken. `effectiveAt` is when it takes effect, if that is later and known. */
export const RequestDecided = v.strictObject({ effectiveAt: v.exactOptional(at) })
export type RequestDecided = v.InferOutput<typeof RequestDecided>

/** The answer to the operator: the request that was shown, or the person who was meant. */
export const OperatorAnswer = v.strictObject({
  outcome: v.picklist(['shown', 'done']),
  request: v.exactOptional(RequestView),
  effectiveAt: v.exactOptional(at),
  person: v.exactOptional(
    v.strictObject({ id: v.string(), name: v.string(), role: v.string(), pointId: orNull(v.string()) }),
  ),
})
export type OperatorAnswer = v.InferOutput<typeof OperatorAnswer>
/** A dispatcher by name. */
export type Named = v.InferOutput<typeof named>
