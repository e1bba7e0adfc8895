import type { Parcel } from './custody.ts'
import { sameLabel } from './label.ts'
import { LABEL_KEPT_MS } from './limits.ts'
import type { Policy } from './policy.ts'
import { isOver } from './reading.ts'
import type { Shipment } from './state.ts'
import type { Difference, ParcelPlace, RecipientKind } from './terms.ts'
import { weakenedFields } from './weakening.ts'

/** Whom a parcel is for and under which rules: what a label must not lose by being announced again (R41). */
export interface Claimant {
  /** Keyed fingerprint of contact and name; null: erased, and nobody can be told to be the same. */
  contactPrint: string | null
  kind: RecipientKind | null
  secured: boolean
  policy: Policy
}

/** `same`: still protected, and for the same recipient; `known`: it is somebody else's. */
export type Verdict = 'free' | 'same' | 'known'

/** What becomes of a label that is wanted anew, and what would be another than it is. */
export function judge(
  holder: Claimant & { protected: boolean },
  wanted: Claimant,
): { verdict: Verdict; differs: Difference[] } {
  if (!holder.protected) return { verdict: 'free', differs: [] }
  const differs: Difference[] = []
  if (holder.contactPrint === null || holder.contactPrint !== wanted.contactPrint) differs.push('recipient')
  if (holder.kind !== wanted.kind) differs.push('kind')
  if (holder.secured && !wanted.secured) differs.push('secured')
  // What never was secured has no rules to lose.
  if (holder.secured && weakenedFields(holder.policy, wanted.policy).length > 0) differs.push('policy')
  return { verdict: differs.length > 0 ? 'known' : 'same', differs }
}

/** The waybill counts as the label of a one-parcel shipment. */
const namesWaybill = ({ waybill, parcels }: Shipment, text: string) =>
  parcels.length === 1 && sameLabel(waybill, text)

const namedBy = (shipment: Shipment, text: string): Parcel[] =>
  shipment.parcels.filter(({ label }) => sameLabel(label, text) || namesWaybill(shipment, text))

/** Whether a label, or the waybill, is this shipment's, or was handed on to it with the parcel it stands for. */
export const isItsLabel = (shipment: Shipment, text: string): boolean =>
  namedBy(shipment, text).length > 0 ||
  sameLabel(shipment.waybill, text) ||
  Object.keys(shipment.inherited).some((label) => sameLabel(label, text))

/**
 * When the parcel of a label was last scanned by us, or sent out (R41), in ms; null: never, or it was handed over. A
 * spelling that two parcels share is as protected as either.
 */
export function lastScan(shipment: Shipment, text: string): number | null {
  const parcels = namedBy(shipment, text)
  const scans = parcels.flatMap(({ place, scannedAt }) =>
    place === 'recipient' || scannedAt === null ? [] : [scannedAt],
  )
  // What came with the label and names no parcel here, the waybill of one that is one of several now.
  const inherited = Object.entries(shipment.inherited).flatMap(([label, at]) =>
    parcels.length === 0 && sameLabel(label, text) ? [at] : [],
  )
  const all = [...scans, ...inherited]
  return all.length > 0 ? Math.max(...all) : null
}

/** Whether a label is still its recipient's, whatever became of the shipment (R41). */
export function isProtected(shipment: Shipment, text: string, now: number): boolean {
  const at = lastScan(shipment, text)
  return at !== null && now - at < LABEL_KEPT_MS
}

/** Until when any label of a shipment is protected, in ms; null: none is. */
export function protectedUntil(shipment: Shipment): number | null {
  const labels = [...shipment.parcels.map(({ label }) => label), ...Object.keys(shipment.inherited)]
  const scans = labels.map((label) => lastScan(shipment, label)).filter((at) => at !== null)
  return scans.length > 0 ? Math.max(...scans) + LABEL_KEPT_MS : null
}

/**
 * Where somebody has a parcel in hand: its label must not go out again as another one (R15). What nobody can explain may,
 * for whom it is: a parcel that was called off and lay on the shelf for too long counts as lost, and is found by that.
 */
const OUT: readonly ParcelPlace[] = ['vehicle', 'to-point', 'point']

/** Whether a shipment still needs its labels itself: it is not over, or a parcel of it is out. */
export const holdsLabels = (shipment: Shipment): boolean =>
  !isOver(shipment) || shipment.parcels.some(({ place }) => OUT.includes(place))

/** What a shipment says about a label that another announcement wants. */
export interface LabelVerdict {
  /** `open`: it still needs it itself; `foreign`: it is none of its labels. */
  verdict: Verdict | 'open' | 'foreign'
  differs: Difference[]
  /** The last scan, in ms, that goes along with the label. */
  seen: number | null
}

/**
 * What becomes of a label of a shipment if the announcement of `to` takes it (R41). `whose`: who the shipment is for, as
 * far as that is still known.
 */
export function verdictOn(
  shipment: Shipment,
  label: string,
  whose: Pick<Claimant, 'contactPrint' | 'kind'>,
  wanted: Claimant & { to: string },
  now: number,
): LabelVerdict {
  if (!isItsLabel(shipment, label)) return { verdict: 'foreign', differs: [], seen: null }
  if (holdsLabels(shipment)) return { verdict: 'open', differs: [], seen: null }
  const seen = lastScan(shipment, label)
  const { released, secured, policy } = shipment
  // Two people gave it to that one, and to nobody else.
  if (released?.to === wanted.to && released.labels.some((one) => sameLabel(one, label)))
    return { verdict: 'free', differs: [], seen }
  const holder = { ...whose, secured, policy, protected: isProtected(shipment, label, now) }
  return { ...judge(holder, wanted), seen }
}
