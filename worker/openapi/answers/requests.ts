import * as v from 'valibot'
import { REQUEST_KINDS } from '../../domain/terms.ts'
import type * as requests from '../../wire/requests.ts'
import { of } from '../same.ts'
import { at, ContactData, orNull, strings } from './common.ts'

const named = v.strictObject({ id: v.string(), name: v.string() })
const asked = { request: v.string(), fingerprint: v.string(), couldAgree: v.array(named) }

export const RequestShown = of<requests.RequestShown>()(
  v.strictObject({
    contact: v.exactOptional(ContactData),
    recipient: v.exactOptional(
      v.strictObject({ name: v.string(), phone: v.optional(v.string()), email: v.optional(v.string()) }),
    ),
    labels: v.exactOptional(strings),
    changes: v.exactOptional(
      v.array(v.strictObject({ field: v.string(), from: v.unknown(), to: v.unknown() })),
    ),
    name: v.exactOptional(v.string()),
    comment: v.exactOptional(v.string()),
    blocked: v.exactOptional(v.strictObject({ pin: v.boolean(), identity: v.boolean() })),
    reasons: v.exactOptional(strings),
  }),
)
export const RequestView = of<requests.RequestView>()(
  v.strictObject({
    id: v.string(),
    kind: v.picklist(REQUEST_KINDS),
    askedBy: orNull(named),
    askedAt: at,
    lapsesAt: orNull(at),
    shipmentId: orNull(v.string()),
    waybill: orNull(v.string()),
    contractId: orNull(v.string()),
    person: orNull(named),
    shown: RequestShown,
    fingerprint: v.string(),
    operatorNeeded: v.boolean(),
    mayAgree: v.boolean(),
    own: v.boolean(),
    couldAgree: v.array(named),
    ifVouched: v.array(named),
  }),
)
export const Requested = of<requests.Requested>()(v.strictObject(asked))
export const LabelPending = of<requests.LabelPending>()(
  v.strictObject({ ...asked, code: v.literal('label-pending') }),
)
export const WeakeningAsked = of<requests.WeakeningAsked>()(
  v.strictObject({ ...asked, pendingVersion: v.number(), weakened: strings }),
)
export const RequestDecided = of<requests.RequestDecided>()(
  v.strictObject({ effectiveAt: v.exactOptional(at) }),
)
export const OperatorAnswer = of<requests.OperatorAnswer>()(
  v.strictObject({
    outcome: v.picklist(['shown', 'done']),
    request: v.exactOptional(RequestView),
    effectiveAt: v.exactOptional(at),
    person: v.exactOptional(
      v.strictObject({ id: v.string(), name: v.string(), role: v.string(), pointId: orNull(v.string()) }),
    ),
  }),
)
