import * as v from 'valibot'
import { DATA_KINDS, INELIGIBLE_REASONS, SUSPENDS } from '../../domain/terms.ts'
import type {
  EvidencePack,
  PersonalView,
  ReceiptClaims,
  ShipmentReceipts,
  Signature,
} from '../../wire/evidence.ts'
import type * as wire from '../../wire/import/answer.ts'
import type * as views from '../../wire/views.ts'
import { of } from '../same.ts'
import {
  at,
  ContactData,
  claimed,
  count,
  day,
  Hold,
  locale,
  orNull,
  Place,
  PointInfoView,
  proof,
  proved,
  ReceiptLine,
  RecipientData,
  State,
  strings,
} from './common.ts'

const reasons = v.array(v.picklist(INELIGIBLE_REASONS))

export const Announced = v.strictObject({ id: v.string(), state: State, secured: v.boolean(), reasons })

export const ShipmentView = of<views.ShipmentView>()(
  v.strictObject({
    id: v.string(),
    waybill: v.string(),
    contractId: v.string(),
    policyVersion: count,
    carrier: v.string(),
    sender: v.string(),
    state: State,
    secured: v.boolean(),
    reasons,
    accepts: v.array(proof),
    parcels: v.array(
      v.strictObject({
        label: v.string(),
        place: Place,
        toSender: v.boolean(),
        shelf: orNull(v.string()),
        undeclared: v.boolean(),
      }),
    ),
    recipient: orNull(RecipientData),
    contactChange: orNull(
      v.strictObject({
        request: v.string(),
        requestedBy: v.string(),
        requestedAt: at,
        effectiveAt: orNull(at),
        approved: v.boolean(),
        untold: v.boolean(),
        contact: orNull(ContactData),
      }),
    ),
    locale,
    round: orNull(v.strictObject({ roundId: v.string(), courierId: v.string() })),
    arrivedAt: orNull(at),
    attempts: v.strictObject({ evaluated: count, left: count }),
    sendsLeft: count,
    claim: orNull(v.strictObject({ kind: claimed, open: v.boolean(), kinds: v.array(claimed) })),
    suspension: orNull(v.strictObject({ because: v.array(v.picklist(SUSPENDS)), at, asked: v.boolean() })),
    point: orNull(PointInfoView),
    destination: orNull(PointInfoView),
    hold: orNull(Hold),
    receipts: v.array(ReceiptLine),
    seq: count,
  }),
)

export const ShipmentLine = of<views.ShipmentLine>()(
  v.strictObject({
    id: v.string(),
    waybill: v.string(),
    contractId: v.string(),
    contractName: v.string(),
    state: v.string(),
    secured: v.boolean(),
    parcels: count,
    handedOver: count,
    courierId: orNull(v.string()),
    announcedAt: at,
    changedAt: at,
  }),
)

const eventEntries = {
  seq: count,
  at,
  receivedAt: at,
  type: v.string(),
  code: v.exactOptional(v.string()),
  parcels: v.exactOptional(strings),
  by: v.strictObject({ role: v.string(), id: v.string() }),
  proved,
  data: v.record(v.string(), v.unknown()),
  hash: v.string(),
}
export const ShipmentEvent = of<views.EventLine>()(
  v.strictObject({ ...eventEntries, notes: v.exactOptional(v.record(v.string(), v.string())) }),
)

const claims = {
  iss: v.string(),
  sub: v.string(),
  iat: count,
  number: v.string(),
  waybill: v.string(),
  contractId: v.string(),
  carrier: v.string(),
  sender: v.string(),
  labels: strings,
  of: count,
  proof: v.string(),
  proved,
  code: v.string(),
  pointId: v.exactOptional(v.string()),
  seq: count,
  hash: v.string(),
}
of<ReceiptClaims>()(v.strictObject(claims))
export const Receipts = of<ShipmentReceipts>()(
  v.strictObject({
    shipmentId: v.string(),
    receipts: v.array(v.strictObject({ ...claims, jws: v.string() })),
  }),
)
export const Evidence = of<EvidencePack>()(
  v.strictObject({
    format: v.literal('sesame-evidence/1'),
    shipment: v.strictObject({
      id: v.string(),
      waybill: v.string(),
      contractId: v.string(),
      carrier: v.string(),
      sender: v.string(),
    }),
    receipts: strings,
    seal: v.string(),
    events: v.array(v.strictObject(eventEntries)),
  }),
)

export const Imported = of<wire.ImportAnswer>()(
  v.strictObject({
    created: count,
    known: count,
    refused: count,
    items: v.array(
      v.strictObject({
        line: count,
        waybill: v.string(),
        outcome: v.picklist(['created', 'known', 'refused']),
        id: v.exactOptional(v.string()),
        secured: v.exactOptional(v.boolean()),
        errors: v.exactOptional(
          v.array(v.strictObject({ line: v.exactOptional(count), column: v.string(), code: v.string() })),
        ),
      }),
    ),
  }),
)

const signature = of<Signature>()(
  v.union([
    v.strictObject({
      strokes: v.array(v.array(v.strictTuple([v.number(), v.number(), v.number()]))),
      width: v.number(),
      height: v.number(),
    }),
    v.strictObject({ typedName: v.string() }),
  ]),
)
/** `refusal` is a problem code: why nothing can be erased on request now. */
export const PersonalData = of<Omit<PersonalView, 'refusal'> & { refusal: string | null }>()(
  v.strictObject({
    kept: v.array(v.strictObject({ kind: v.picklist(DATA_KINDS), until: orNull(day) })),
    refusal: orNull(v.string()),
    events: v.array(
      v.strictObject({
        seq: count,
        kinds: strings,
        signature: v.exactOptional(signature),
        place: v.exactOptional(
          v.strictObject({ lat: v.number(), lon: v.number(), accuracyM: v.exactOptional(v.number()) }),
        ),
        reference: v.exactOptional(v.string()),
        photos: v.exactOptional(
          v.array(v.strictObject({ id: v.string(), type: v.string(), width: count, height: count })),
        ),
      }),
    ),
  }),
)
