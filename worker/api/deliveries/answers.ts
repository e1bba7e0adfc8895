import * as v from 'valibot'
import { BOTS, REVEALS, SUSPENDS } from '../../domain/terms.ts'
import {
  at,
  claimed,
  count,
  counterProof,
  day,
  holdEntries,
  locale,
  orNull,
  PointInfoView,
  PostalAddress,
  proof,
  ReceiptLine,
  State,
  strings,
  visitWords,
  withoutCode,
} from '../common.ts'
import { waiting } from '../outcomes.ts'
import { Money } from '../payments/answers.ts'

/** The delivery's data, shown after a matching scan (R20). */
export const DeliveryData = v.strictObject({
  waybill: v.string(),
  sender: v.string(),
  recipientName: v.string(),
  address: PostalAddress,
  /** `here` tells whether the parcel can be handed over now, at the door or at the counter. */
  parcels: v.array(
    v.strictObject({
      label: v.string(),
      scanned: v.boolean(),
      handedOver: v.boolean(),
      here: v.boolean(),
    }),
  ),
})
export type DeliveryData = v.InferOutput<typeof DeliveryData>

const receiptWithQr = v.strictObject({ ...ReceiptLine.entries, qr: strings })

/** What a recipient's page sees. The object adds `secret` and the receipts' QRs, which it derives. */
export const Delivery = v.strictObject({
  deliveryId: v.string(),
  carrier: v.string(),
  sender: v.string(),
  /** The name is masked, because the link may have reached somebody else. */
  firstName: v.string(),
  locale,
  state: State,
  steps: v.array(v.strictObject({ step: v.picklist(['scan', 'check', 'sign', 'done']), done: v.boolean() })),
  accepts: v.array(proof),
  /** Whether the page scans labels (R19) or shows only code and QR. */
  scans: v.boolean(),
  reveal: v.picklist(REVEALS),
  /** Bots in whose chat the recipient can have the news too, with the deep links; and the one that they have. */
  chats: v.exactOptional(v.array(v.strictObject({ bot: v.picklist(BOTS), url: v.string() }))),
  chat: v.exactOptional(v.picklist(BOTS)),
  /** The two words of this visit, which the courier's screen shows too (R39). */
  visitWords: v.exactOptional(visitWords),
  attended: v.boolean(),
  arrivedAt: orNull(at),
  codesOpen: v.boolean(),
  parcels: v.strictObject({ total: count, scanned: count, handedOver: count }),
  wrongLabelsLeft: count,
  noClaims: v.boolean(),
  signature: v.boolean(),
  claim: orNull(v.strictObject({ kind: claimed, open: v.boolean() })),
  /** Another contact was asked for; this link can stop it until then (R9). */
  contactChange: orNull(v.strictObject({ effectiveAt: orNull(at) })),
  /** Somebody wants the parcel for another recipient; this link can stop it until then (R41). */
  labelChange: orNull(v.strictObject({ effectiveAt: orNull(at) })),
  /** A newer message replaced this link: it can still stop a contact change, and nothing else (R9). */
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
  /** What was already said through this link after the visit: claims, "not me". */
  said: strings,
  /** Those of them that stop an issue against a document; this link can take them back (R21). */
  suspended: v.array(v.picklist(SUSPENDS)),
  withoutCode,
  /** What has to be paid before anything is told or handed over, or was (R30). */
  payment: v.exactOptional(
    v.strictObject({ ...Money.entries, state: v.picklist(['due', 'paid', 'refunded']) }),
  ),
  secret: v.exactOptional(
    v.strictObject({ pin: v.exactOptional(v.string()), qr: v.exactOptional(v.string()) }),
  ),
  delivery: v.exactOptional(DeliveryData),
  receipt: v.exactOptional(receiptWithQr),
})
export type RecipientView = v.InferOutput<typeof Delivery>

export const ScanAnswer = v.union([
  v.strictObject({ outcome: v.literal('match'), delivery: DeliveryData }),
  v.strictObject({ outcome: v.literal('mismatch'), left: count }),
])
export type ScanAnswer = v.InferOutput<typeof ScanAnswer>

/** `waiting` means that, at a counter, the clerk's scan of the same label is awaited. */
export const FinishAnswer = v.union([
  v.strictObject({ outcome: v.literal('handed-over'), code: v.string(), receipt: receiptWithQr }),
  waiting,
])
export type FinishAnswer = v.InferOutput<typeof FinishAnswer>
