import type { CounterHold } from '../../worker/api/holds/answers.ts'
import { lastFour } from '../../worker/domain/label.ts'
import { findScanned, readings } from '../../worker/domain/scanned.ts'
import { isUnpaid } from '../hands/paying/paying.ts'

export type Parcel = CounterHold['parcels'][number]

/** A hold on the counter and which of its parcels were scanned. Only those show their whole label. */
export interface HoldEntry {
  hold: CounterHold
  /** Labels as announced, in the order scanned. */
  scanned: string[]
}

/** Returns the parcels that may be issued with the right proof. */
export const issuable = ({ parcels }: CounterHold): Parcel[] =>
  parcels.filter(({ place, toSender }) => place === 'point' && !toSender)

/** Returns the parcels on the shelf, including those that go back to the sender. */
export const onShelf = ({ parcels }: CounterHold): Parcel[] =>
  parcels.filter(({ place }) => place === 'point')

/** Returns the parcel that the server says was scanned with this very call. */
export const scannedNow = ({ parcels }: CounterHold): Parcel | undefined =>
  parcels.find(({ scanned }) => scanned)

/** Returns the parcel of an earlier scan that a text names. */
export function scannedAs({ hold }: HoldEntry, text: string): Parcel | undefined {
  const known = hold.parcels.flatMap(({ scanned, label }) => (scanned && label !== null ? [label] : []))
  const label = findScanned(known, text)
  return label === null ? undefined : hold.parcels.find((parcel) => parcel.label === label)
}

/** Whether a text may be the label of a parcel in this hold of which only the last four signs are known. */
export const couldBeOf = ({ hold }: HoldEntry, text: string): boolean =>
  hold.parcels.some(
    ({ label, scanned }) => !scanned && readings(text).some((reading) => label === lastFour(reading)),
  )

/** Returns the hold as the server describes it now, with its earlier scans kept. */
export function withScan({ hold: before, scanned }: HoldEntry, hold: CounterHold): HoldEntry {
  const parcels = hold.parcels.map((parcel, index) => {
    const known = before.parcels[index]
    return !parcel.scanned && known?.scanned ? { ...parcel, label: known.label, scanned: true } : parcel
  })
  const label = scannedNow(hold)?.label
  const more = label && !scanned.includes(label) ? [label] : []
  return { hold: { ...hold, parcels }, scanned: [...scanned, ...more] }
}

/** Puts a scanned parcel back: only its last four signs are known again. */
export function withoutScan({ hold, scanned }: HoldEntry, label: string): HoldEntry {
  const parcels = hold.parcels.map((parcel) =>
    parcel.scanned && parcel.label === label ? { ...parcel, label: lastFour(label), scanned: false } : parcel,
  )
  return { hold: { ...hold, parcels }, scanned: scanned.filter((one) => one !== label) }
}

/** Returns an entry with no parcel scanned, as after a look-up. */
export const unscanned = ({ hold, scanned }: HoldEntry): HoldEntry =>
  scanned.reduce((entry, label) => withoutScan(entry, label), { hold, scanned })

/** Says why a document cannot issue the scanned parcels of a hold, or null if it can. */
export function documentWaits({ hold, scanned }: HoldEntry): 'suspended' | 'undeclared' | null {
  if (hold.suspended) return 'suspended'
  const waits = hold.parcels.some(
    ({ undeclared, label }) => undeclared && (scanned.length === 0 || scanned.includes(label ?? '')),
  )
  return waits ? 'undeclared' : null
}

/** Whether a document can issue the scanned parcels of a hold. */
export const byDocument = (entry: HoldEntry): boolean =>
  entry.hold.accepts.includes('identity') && !isUnpaid(entry.hold) && documentWaits(entry) === null

/** Returns the shelves of a hold, in the order of its parcels. */
export const shelvesOf = (hold: CounterHold): string =>
  [...new Set(hold.parcels.flatMap(({ shelf, place }) => (shelf && place === 'point' ? [shelf] : [])))].join(
    ', ',
  )

/**
 * Whether two holds are for the same person, as far as a counter can tell. One document may then issue both.
 */
export const sameRecipient = (a: CounterHold, b: CounterHold): boolean =>
  a.phoneTail === b.phoneTail &&
  a.recipientName.trim().toLocaleLowerCase() === b.recipientName.trim().toLocaleLowerCase()
