import type { CounterHold } from '../../worker/api/holds/answers.ts'
import { findLabel, lastFour } from '../../worker/domain/label.ts'

export type Parcel = CounterHold['parcels'][number]

/** A hold on the counter and which of its parcels were scanned there: only those are known by their whole label. */
export interface Entry {
  hold: CounterHold
  /** As announced, in the order scanned. */
  scanned: string[]
}

/** Parcels that may be issued, if the proof is right. */
export const issuable = ({ parcels }: CounterHold): Parcel[] =>
  parcels.filter(({ place, toSender }) => place === 'point' && !toSender)

/** Parcels that are on the shelf, those for the sender too. */
export const onShelf = ({ parcels }: CounterHold): Parcel[] =>
  parcels.filter(({ place }) => place === 'point')

/** The parcel that the server says was scanned with this very call. */
export const scannedNow = ({ parcels }: CounterHold): Parcel | undefined =>
  parcels.find(({ scanned }) => scanned)

/** The parcel of an earlier scan that a text names. */
export function scannedAs({ hold }: Entry, text: string): Parcel | undefined {
  const known = hold.parcels.flatMap(({ scanned, label }) => (scanned && label !== null ? [label] : []))
  const label = findLabel(known, text)
  return label === null ? undefined : hold.parcels.find((parcel) => parcel.label === label)
}

/** Whether a text may be the label of a parcel here that is known by its last four only. */
export const mayBeOf = ({ hold }: Entry, text: string): boolean =>
  hold.parcels.some(({ label, scanned }) => !scanned && label === lastFour(text))

/** What the server says of a hold now, with what was scanned of it before. */
export function withScan({ hold: before, scanned }: Entry, hold: CounterHold): Entry {
  const parcels = hold.parcels.map((parcel, index) => {
    const known = before.parcels[index]
    return !parcel.scanned && known?.scanned ? { ...parcel, label: known.label, scanned: true } : parcel
  })
  const label = scannedNow(hold)?.label
  const more = label && !scanned.includes(label) ? [label] : []
  return { hold: { ...hold, parcels }, scanned: [...scanned, ...more] }
}

/** A parcel is put back: it is known by its last four again. */
export function withoutScan({ hold, scanned }: Entry, label: string): Entry {
  const parcels = hold.parcels.map((parcel) =>
    parcel.scanned && parcel.label === label ? { ...parcel, label: lastFour(label), scanned: false } : parcel,
  )
  return { hold: { ...hold, parcels }, scanned: scanned.filter((one) => one !== label) }
}

/** A hold that was looked up: nothing of it is scanned. */
export const unscanned = ({ hold, scanned }: Entry): Entry =>
  scanned.reduce((entry, label) => withoutScan(entry, label), { hold, scanned })

/** Why no document issues what was scanned of a hold, or null. */
export function documentWaits({ hold, scanned }: Entry): 'suspended' | 'undeclared' | null {
  if (hold.suspended) return 'suspended'
  const waits = hold.parcels.some(
    ({ undeclared, label }) => undeclared && (scanned.length === 0 || scanned.includes(label ?? '')),
  )
  return waits ? 'undeclared' : null
}

/** Whether a document issues what was scanned of a hold. */
export const byDocument = (entry: Entry): boolean =>
  entry.hold.accepts.includes('identity') && documentWaits(entry) === null

/** One shelf or several, in the order of the parcels. */
export const shelvesOf = (hold: CounterHold): string =>
  [...new Set(hold.parcels.flatMap(({ shelf, place }) => (shelf && place === 'point' ? [shelf] : [])))].join(
    ', ',
  )

/** Whether both are for the same person, as far as a counter can know: only then may one document issue both. */
export const sameRecipient = (a: CounterHold, b: CounterHold): boolean =>
  a.phoneTail === b.phoneTail &&
  a.recipientName.trim().toLocaleLowerCase() === b.recipientName.trim().toLocaleLowerCase()
