import * as v from 'valibot'
import { FRESH_REASONS, REVEALS, ROUND_STATES, STAFF_ROLES, SUSPENDS } from '../../domain/terms.ts'
import type { ApprovalView } from '../../domain/visibility/approval-view.ts'
import type { StopOutcome } from '../../domain/visibility/courier-stop.ts'
import type * as counter from '../../wire/counter.ts'
import type * as courier from '../../wire/courier.ts'
import type { DepotReceipt } from '../../wire/depot.ts'
import type * as recipient from '../../wire/recipient.ts'
import type * as returns from '../../wire/returns.ts'
import type { SessionOpened } from '../../wire/session.ts'
import type * as views from '../../wire/views.ts'
import { of } from '../same.ts'
import {
  at,
  claimed,
  count,
  counterProof,
  day,
  holdEntries,
  locale,
  orNull,
  Place,
  PointInfoView,
  PostalAddress,
  proof,
  ReceiptLine,
  State,
  strings,
  withoutCode,
} from './common.ts'

export const Session = of<SessionOpened>()(
  v.strictObject({
    role: v.picklist([...STAFF_ROLES, 'recipient']),
    personId: v.exactOptional(v.string()),
    deliveryId: v.exactOptional(v.string()),
    name: v.exactOptional(v.string()),
    expiresAt: at,
  }),
)

const stopOutcome = of<StopOutcome>()(
  v.strictObject({
    kind: v.picklist([
      'pin',
      'qr',
      'link',
      'identity',
      'ordinary',
      'held',
      'dropped-off',
      'depot',
      'refused',
      'cancelled',
      'returned',
    ]),
    at,
    partly: v.boolean(),
    code: orNull(v.string()),
  }),
)
const Approval = of<ApprovalView>()(
  v.strictObject({
    said: v.picklist(['nothing', 'agreed', 'declined']),
    until: at,
    reasons: v.array(v.picklist(FRESH_REASONS)),
    left: count,
  }),
)
export const CourierStop = of<views.CourierStop>()(
  v.strictObject({
    shipmentId: v.string(),
    waybill: v.string(),
    recipientName: v.string(),
    address: PostalAddress,
    locale,
    secured: v.boolean(),
    dropOff: orNull(PointInfoView),
    accepts: v.array(proof),
    pinDigits: count,
    attended: v.boolean(),
    phase: State,
    open: v.boolean(),
    arrivedAt: orNull(at),
    arrivalDue: v.boolean(),
    parcels: v.array(v.strictObject({ label: v.string(), place: Place, declared: v.boolean() })),
    codes: v.picklist(['open', 'closed']),
    attemptsLeft: count,
    withoutCode,
    identityAllowed: v.boolean(),
    tabletFailed: v.boolean(),
    identitySignature: v.boolean(),
    claimOpen: v.boolean(),
    approval: orNull(Approval),
    pageScans: v.boolean(),
    sendsLeft: count,
    point: orNull(PointInfoView),
    words: v.string(),
    outcome: orNull(stopOutcome),
  }),
)
export const CourierRound = of<views.CourierRound>()(
  v.strictObject({
    roundId: orNull(v.string()),
    date: v.string(),
    courier: v.strictObject({ id: v.string(), name: v.string() }),
    stops: v.array(CourierStop),
    closed: v.boolean(),
    blocked: v.strictObject({ pin: v.boolean(), identity: v.boolean() }),
    notices: v.array(v.strictObject({ at, kind: v.literal('signed-in-elsewhere') })),
  }),
)
export const RoundSheet = of<returns.RoundSheet>()(
  v.strictObject({
    id: v.string(),
    date: day,
    state: v.picklist(ROUND_STATES),
    closedAt: orNull(at),
    courier: v.strictObject({ id: v.string(), name: v.string(), provider: v.string() }),
    stops: v.array(CourierStop),
  }),
)
const counted = v.array(v.strictObject({ shipmentId: v.string(), label: v.string() }))
export const RoundCount = of<returns.RoundCount>()(
  v.strictObject({
    handedOver: counted,
    toPoint: counted,
    atPoint: counted,
    depot: counted,
    unexplained: counted,
    claimed: counted,
    unknown: strings,
  }),
)

const handedOver = v.strictObject({ outcome: v.literal('handed-over'), code: v.string() })
const wrong = v.strictObject({ outcome: v.literal('wrong'), left: count })
const wrongParcel = v.strictObject({ outcome: v.literal('wrong-parcel') })
const waiting = v.strictObject({ outcome: v.literal('waiting') })
export const DoorAnswer = of<courier.DoorAnswer>()(
  v.union([
    handedOver,
    wrong,
    v.strictObject({
      outcome: v.literal('held'),
      code: v.string(),
      point: orNull(PointInfoView),
      words: v.string(),
    }),
    v.strictObject({ outcome: v.literal('identity'), left: v.exactOptional(v.literal(0)) }),
    v.strictObject({ outcome: v.literal('closed') }),
    wrongParcel,
  ]),
)
export const ApprovalAsked = of<courier.ApprovalAsked>()(
  v.strictObject({ outcome: v.literal('approval'), until: at }),
)
export const ReceiptChecked = v.union([handedOver, wrongParcel])
export const Delivered = handedOver
export const CounterAnswer = of<counter.CounterAnswer>()(
  v.union([
    handedOver,
    wrong,
    v.strictObject({ outcome: v.literal('identity'), left: v.literal(0) }),
    v.strictObject({
      outcome: v.picklist(['closed', 'wrong-parcel', 'name-differs', 'waiting', 'declined']),
    }),
  ]),
)
export const CounterHold = of<counter.HoldView>()(
  v.strictObject({
    ...holdEntries,
    shipmentId: v.string(),
    waybill: v.string(),
    recipientName: v.string(),
    phoneTail: v.string(),
    secured: v.boolean(),
    state: State,
    pinDigits: count,
    identitySignature: v.boolean(),
    claimOpen: v.boolean(),
    approval: orNull(Approval),
    suspended: v.boolean(),
    parcels: v.array(
      v.strictObject({
        label: orNull(v.string()),
        scanned: v.boolean(),
        place: Place,
        toSender: v.boolean(),
        shelf: orNull(v.string()),
        undeclared: v.boolean(),
      }),
    ),
    phoneFinished: v.boolean(),
    toReturn: v.boolean(),
  }),
)
export const HoldLine = of<counter.HoldLine>()(
  v.strictObject({
    shipmentId: v.string(),
    waybill: orNull(v.string()),
    stage: v.picklist(['coming', 'here', 'returning']),
    parcels: count,
    here: count,
    shelf: orNull(v.string()),
    phoneTail: v.string(),
    receivedAt: orNull(at),
    until: orNull(day),
    daysLeft: orNull(v.pipe(v.number(), v.integer())),
  }),
)
export const PointDay = of<counter.PointDay>()(
  v.strictObject({
    point: v.strictObject({ id: v.string(), name: v.string(), zone: v.string() }),
    day,
    items: v.array(
      v.strictObject({
        at,
        kind: v.picklist(['received', 'issued', 'refused', 'returned', 'misplaced']),
        shipmentId: v.string(),
        waybill: orNull(v.string()),
        labels: strings,
        proof: orNull(v.string()),
      }),
    ),
    here: count,
    returning: count,
  }),
)
export const PointReceipt = of<counter.PointReceipt>()(
  v.strictObject({
    items: v.array(
      v.strictObject({
        label: v.string(),
        outcome: v.picklist(['expected', 'undeclared', 'unexpected', 'wrong-point', 'unknown']),
        shipmentId: v.exactOptional(v.string()),
        waybill: v.exactOptional(v.string()),
      }),
    ),
  }),
)
export const DepotScan = of<DepotReceipt>()(
  v.strictObject({
    items: v.array(
      v.strictObject({
        label: v.string(),
        outcome: v.picklist(['received', 'seen', 'returned', 'unknown', 'not-due']),
        shipmentId: v.exactOptional(v.string()),
        waybill: v.exactOptional(v.string()),
      }),
    ),
  }),
)

export const DeliveryData = of<views.DeliveryData>()(
  v.strictObject({
    waybill: v.string(),
    sender: v.string(),
    recipientName: v.string(),
    address: PostalAddress,
    parcels: v.array(
      v.strictObject({
        label: v.string(),
        scanned: v.boolean(),
        handedOver: v.boolean(),
        here: v.boolean(),
      }),
    ),
  }),
)
const receiptWithQr = v.strictObject({ ...ReceiptLine.entries, qr: strings })
export const Delivery = of<views.RecipientView>()(
  v.strictObject({
    deliveryId: v.string(),
    carrier: v.string(),
    sender: v.string(),
    firstName: v.string(),
    locale,
    state: State,
    steps: v.array(
      v.strictObject({ step: v.picklist(['scan', 'check', 'sign', 'done']), done: v.boolean() }),
    ),
    accepts: v.array(proof),
    scans: v.boolean(),
    reveal: v.picklist(REVEALS),
    attended: v.boolean(),
    arrivedAt: orNull(at),
    codesOpen: v.boolean(),
    parcels: v.strictObject({ total: count, scanned: count, handedOver: count }),
    wrongLabelsLeft: count,
    noClaims: v.boolean(),
    signature: v.boolean(),
    claim: orNull(v.strictObject({ kind: claimed, open: v.boolean() })),
    contactChange: orNull(v.strictObject({ effectiveAt: orNull(at) })),
    labelChange: orNull(v.strictObject({ effectiveAt: orNull(at) })),
    superseded: v.exactOptional(v.literal(true)),
    point: orNull(PointInfoView),
    hold: orNull(
      v.strictObject({
        ...holdEntries,
        ready: v.boolean(),
        fromDoor: v.boolean(),
        opens: v.array(counterProof),
        parcels: v.strictObject({ here: count, coming: count, missing: count, returning: count }),
        waiting: v.boolean(),
        extendable: v.boolean(),
        extendsTo: orNull(day),
        zone: v.string(),
      }),
    ),
    said: strings,
    suspended: v.array(v.picklist(SUSPENDS)),
    withoutCode,
    secret: v.exactOptional(
      v.strictObject({ pin: v.exactOptional(v.string()), qr: v.exactOptional(v.string()) }),
    ),
    delivery: v.exactOptional(DeliveryData),
    receipt: v.exactOptional(receiptWithQr),
  }),
)
export const ScanAnswer = of<recipient.ScanAnswer>()(
  v.union([
    v.strictObject({ outcome: v.literal('match'), delivery: DeliveryData }),
    v.strictObject({ outcome: v.literal('mismatch'), left: count }),
  ]),
)
export const FinishAnswer = of<recipient.FinishAnswer>()(
  v.union([
    v.strictObject({ outcome: v.literal('handed-over'), code: v.string(), receipt: receiptWithQr }),
    waiting,
  ]),
)
