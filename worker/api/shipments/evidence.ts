import * as v from 'valibot'
import { DATA_KINDS } from '../../domain/terms.ts'
import { count, day, orNull, proved, strings } from '../common.ts'
import { eventEntries } from './answers.ts'

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

export const Receipts = v.strictObject({
  shipmentId: v.string(),
  receipts: v.array(v.strictObject({ ...claims, jws: v.string() })),
})
export type ShipmentReceipts = v.InferOutput<typeof Receipts>

/** Everything that a dispute needs, in one file that anyone can check on `/verify` (R31, R32). */
export const Evidence = v.strictObject({
  format: v.literal('sesame-evidence/1'),
  shipment: v.strictObject({
    id: v.string(),
    waybill: v.string(),
    contractId: v.string(),
    carrier: v.string(),
    sender: v.string(),
  }),
  /** A JWS for each hand-over. */
  receipts: strings,
  /** A JWS over the number of events and the last hash. */
  seal: v.string(),
  events: v.array(v.strictObject(eventEntries)),
})
export type EvidencePack = v.InferOutput<typeof Evidence>

const signature = v.union([
  v.strictObject({
    strokes: v.array(v.array(v.strictTuple([v.number(), v.number(), v.number()]))),
    width: v.number(),
    height: v.number(),
  }),
  v.strictObject({ typedName: v.string() }),
])
export type Signature = v.InferOutput<typeof signature>

/** The personal data that are kept, until when, and whether they can be erased now (R31). */
export const PersonalData = v.strictObject({
  /** `until` is the last day; null while the delivery goes on. */
  kept: v.array(v.strictObject({ kind: v.picklist(DATA_KINDS), until: orNull(day) })),
  /** Why nothing can be erased on request now, as a problem code; null if it can. */
  refusal: orNull(v.string()),
  /**
   * The personal data kept beside each event and not erased. What people wrote comes with the events
   * themselves.
   */
  events: v.array(
    v.strictObject({
      seq: count,
      /** The names under which the event binds them. */
      kinds: strings,
      /** Only for callers who may see signatures. */
      signature: v.exactOptional(signature),
      place: v.exactOptional(
        v.strictObject({ lat: v.number(), lon: v.number(), accuracyM: v.exactOptional(v.number()) }),
      ),
      reference: v.exactOptional(v.string()),
      /** The photos of a claim: `GET /api/shipments/:id/photos/:photoId`. */
      photos: v.exactOptional(
        v.array(v.strictObject({ id: v.string(), type: v.string(), width: count, height: count })),
      ),
    }),
  ),
})
export type PersonalView = v.InferOutput<typeof PersonalData>
export type PersonalParts = PersonalView['events'][number]
