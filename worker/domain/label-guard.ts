import type { Parcel } from './custody.ts'
import { sameLabel } from './label.ts'
import { LABEL_KEPT_MS } from './limits.ts'
import { type Amounts, totalOf } from './payments.ts'
import type { Policy } from './policy.ts'
import { isOver } from './reading.ts'
import type { Shipment } from './state.ts'
import type { Difference, ParcelPlace, RecipientKind } from './terms.ts'
import { weakenedFields } from './weakening.ts'

/** Whom a parcel is for, and under which rules. A label must lose neither by being announced again (R41). */
export interface Claimant {
  /**
   * Keyed fingerprint of contact and name. Null: it was erased, so nobody can be recognised as the same
   * recipient.
   */
  recipientFingerprint: string | null
  kind: RecipientKind | null
  secured: boolean
  policy: Policy
  /** What is paid before anything is handed over (R30), in minor units; null: nothing. */
  pays: Pays | null
}

export interface Pays {
  amount: number
  currency: string
}

/**
 * `same`: protected, for the same recipient and under rules that are no weaker; `known`: protected, and
 * something differs.
 */
export type LabelGuardVerdict = 'free' | 'same' | 'known'

/** Whether less would be paid for the same parcel. Nobody can tell of another currency, which counts as less. */
const paysLess = (before: Pays | null, after: Pays | null): boolean =>
  before !== null && (after === null || after.currency !== before.currency || after.amount < before.amount)

/** Returns what an announcement has its recipient pay; null: nothing. */
export const paysOf = (amounts: Amounts | undefined): Pays | null =>
  amounts ? { amount: totalOf(amounts), currency: amounts.currency } : null

/** Returns what becomes of a label that is announced again, and what would differ. */
export function judgeLabel(
  holder: Claimant & { protected: boolean },
  wanted: Claimant,
): { verdict: LabelGuardVerdict; differs: Difference[] } {
  if (!holder.protected) return { verdict: 'free', differs: [] }
  const differs: Difference[] = []
  if (holder.recipientFingerprint === null || holder.recipientFingerprint !== wanted.recipientFingerprint)
    differs.push('recipient')
  if (holder.kind !== wanted.kind) differs.push('kind')
  if (holder.secured && !wanted.secured) differs.push('secured')
  // A parcel that was never secured has no rules to lose.
  if (holder.secured && weakenedFields(holder.policy, wanted.policy).length > 0) differs.push('policy')
  if (paysLess(holder.pays, wanted.pays)) differs.push('payment')
  return { verdict: differs.length > 0 ? 'known' : 'same', differs }
}

/** Whether a text is the waybill of a one-parcel shipment, which counts as its label. */
const namesWaybill = ({ waybill, parcels }: Shipment, text: string) =>
  parcels.length === 1 && sameLabel(waybill, text)

const namedBy = (shipment: Shipment, text: string): Parcel[] =>
  shipment.parcels.filter(({ label }) => sameLabel(label, text) || namesWaybill(shipment, text))

/** Whether a text is a label or the waybill of this shipment, or came along with one of its parcels. */
export const isItsLabel = (shipment: Shipment, text: string): boolean =>
  namedBy(shipment, text).length > 0 ||
  sameLabel(shipment.waybill, text) ||
  Object.keys(shipment.inherited).some((label) => sameLabel(label, text))

/**
 * Returns when the parcel of a label was last scanned by our staff or sent out (R41), in ms; null if never,
 * or if it was handed over. A spelling that two parcels share is protected as long as either of them.
 */
export function lastScan(shipment: Shipment, text: string): number | null {
  const parcels = namedBy(shipment, text)
  const scans = parcels.flatMap(({ place, scannedAt }) =>
    place === 'recipient' || scannedAt === null ? [] : [scannedAt],
  )
  // These name no parcel here, such as the waybill of a one-parcel shipment whose parcel is one of several
  // now.
  const inherited = Object.entries(shipment.inherited).flatMap(([label, at]) =>
    parcels.length === 0 && sameLabel(label, text) ? [at] : [],
  )
  const all = [...scans, ...inherited]
  return all.length > 0 ? Math.max(...all) : null
}

/** Whether a label still belongs to its recipient, whatever became of the shipment (R41). */
export function isProtected(shipment: Shipment, text: string, now: number): boolean {
  const at = lastScan(shipment, text)
  return at !== null && now - at < LABEL_KEPT_MS
}

/** Returns until when any label of a shipment is protected, in ms, or null if none is. */
export function protectedUntil(shipment: Shipment): number | null {
  const labels = [...shipment.parcels.map(({ label }) => label), ...Object.keys(shipment.inherited)]
  const scans = labels.map((label) => lastScan(shipment, label)).filter((at) => at !== null)
  return scans.length > 0 ? Math.max(...scans) + LABEL_KEPT_MS : null
}

/**
 * Where somebody has a parcel in hand, so that its label must not go out again as another parcel (R15). An
 * unexplained parcel may be announced again, for its own recipient: a cancelled one that lay on the shelf too
 * long counts as lost, and is found in that way.
 */
const OUT: readonly ParcelPlace[] = ['vehicle', 'to-point', 'point']

/** Whether a shipment still needs its labels: it is not over, or somebody has a parcel of it in hand. */
export const holdsLabels = (shipment: Shipment): boolean =>
  !isOver(shipment) || shipment.parcels.some(({ place }) => OUT.includes(place))

/** What a shipment says about a label that another announcement wants. */
export interface LabelVerdict {
  /** `open`: the shipment still needs the label itself; `foreign`: the label is none of its labels. */
  verdict: LabelGuardVerdict | 'open' | 'foreign'
  differs: Difference[]
  /** The last scan, in ms, which goes along with the label. */
  seen: number | null
}

/**
 * Returns what becomes of a shipment's label if the announcement of `to` takes it (R41). `whose` is who the
 * shipment is for, as far as that is still known.
 */
export function verdictOn(
  shipment: Shipment,
  label: string,
  whose: Pick<Claimant, 'recipientFingerprint' | 'kind'>,
  wanted: Claimant & { to: string },
  now: number,
): LabelVerdict {
  if (!isItsLabel(shipment, label)) return { verdict: 'foreign', differs: [], seen: null }
  if (holdsLabels(shipment)) return { verdict: 'open', differs: [], seen: null }
  const seen = lastScan(shipment, label)
  const { released, secured, policy, payments } = shipment
  const pays = paysOf(payments?.amounts)
  // Two people gave the label to that shipment, and to no other.
  if (released?.to === wanted.to && released.labels.some((one) => sameLabel(one, label)))
    return { verdict: 'free', differs: [], seen }
  const holder = { ...whose, secured, policy, pays, protected: isProtected(shipment, label, now) }
  return { ...judgeLabel(holder, wanted), seen }
}
