import { findLabel } from '../../worker/domain/label.ts'
import type { HoldView } from '../../worker/wire/counter.ts'

/** A hold on the counter and which of its parcels were scanned there. */
export interface Entry {
  hold: HoldView
  /** As announced, in the order scanned. */
  scanned: string[]
}

const labelsOf = (hold: HoldView, is: (parcel: HoldView['parcels'][number]) => boolean): string[] =>
  hold.parcels.filter(is).map(({ label }) => label)

/** Parcels that may be issued, if the proof is right. */
export const issuable = (hold: HoldView): string[] =>
  labelsOf(hold, ({ place, toSender }) => place === 'point' && !toSender)

/** Parcels that are on the shelf, those for the sender too. */
export const onShelf = (hold: HoldView): string[] => labelsOf(hold, ({ place }) => place === 'point')

/** The parcel that a scanned text names; the waybill counts as the label of a one-parcel shipment. */
export function parcelNamed(hold: HoldView, text: string): HoldView['parcels'][number] | undefined {
  const label = findLabel(
    hold.parcels.map(({ label }) => label),
    text,
  )
  if (label) return hold.parcels.find((parcel) => parcel.label === label)
  return hold.parcels.length === 1 && findLabel([hold.waybill], text) ? hold.parcels[0] : undefined
}

export const withScan = (entry: Entry, label: string): Entry =>
  entry.scanned.includes(label) ? entry : { ...entry, scanned: [...entry.scanned, label] }

/** One shelf or several, in the order of the parcels. */
export const shelvesOf = (hold: HoldView): string =>
  [...new Set(hold.parcels.flatMap(({ shelf, place }) => (shelf && place === 'point' ? [shelf] : [])))].join(
    ', ',
  )

/** Whether both are for the same person, as far as a counter can know: only then may one document issue both. */
export const sameRecipient = (a: HoldView, b: HoldView): boolean =>
  a.phoneTail === b.phoneTail &&
  a.recipientName.trim().toLocaleLowerCase() === b.recipientName.trim().toLocaleLowerCase()
