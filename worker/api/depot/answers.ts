import * as v from 'valibot'

export const DepotScan = v.strictObject({
  items: v.array(
    v.strictObject({
      label: v.string(),
      /**
       * `seen` means that the parcel was at the depot already; `not-due` that it is known, but not on its way
       * back to the depot or to the sender.
       */
      outcome: v.picklist(['received', 'seen', 'returned', 'unknown', 'not-due']),
      shipmentId: v.exactOptional(v.string()),
      waybill: v.exactOptional(v.string()),
    }),
  ),
})
export type DepotReceipt = v.InferOutput<typeof DepotScan>
export type ReceivedLabel = DepotReceipt['items'][number]
