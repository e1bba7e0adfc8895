import { computed, signal } from '@preact/signals'
import type { CounterHold } from '../../../worker/api/holds/answers.ts'
import { isUnpaid } from '../../hands/paying/paying.ts'
import { byDocument, type HoldEntry, issuable, withoutScan } from '../entry.ts'
import { onGlass } from '../glass.ts'

export type IssueStep = 'scan' | 'pin' | 'identity'

/** Everything on the counter that belongs to one recipient. */
export const basket = signal<HoldEntry[]>([])
const activeId = signal<string | null>(null)
export const step = signal<IssueStep>('scan')
/** The number of digits typed of a code, never the digits themselves. */
export const typed = signal(0)

/** The hold that a code applies to: the one whose label was scanned last. */
export const active = computed<HoldEntry | undefined>(
  () => basket.value.find(({ hold }) => hold.shipmentId === activeId.value) ?? basket.value[0],
)
export const scannedOf = computed(() => basket.value.filter(({ scanned }) => scanned.length > 0))

export function putEntry(entry: HoldEntry): void {
  const known = basket.value.some(({ hold }) => hold.shipmentId === entry.hold.shipmentId)
  basket.value = known
    ? basket.value.map((one) => (one.hold.shipmentId === entry.hold.shipmentId ? entry : one))
    : [...basket.value, entry]
  activate(entry)
}

/**
 * Turns to a hold. If all its parcels are scanned and nothing is left to pay (R30), the most common way of issuing it
 * opens at once. On a touch screen the keypad needs the whole of it, where parcels may still be scanned, so it waits for a tap.
 */
export function activate(entry: HoldEntry): void {
  activeId.value = entry.hold.shipmentId
  typed.value = 0
  const all = issuable(entry.hold).length
  const { accepts } = entry.hold
  if (all === 0 || entry.scanned.length < all || isUnpaid(entry.hold)) step.value = 'scan'
  else if (accepts.includes('pin')) step.value = onGlass() ? 'scan' : 'pin'
  else step.value = accepts.length === 1 && byDocument(entry) ? 'identity' : 'scan'
}

/**
 * Takes the hold as the server describes it now. A parcel no longer on the shelf no longer counts as scanned.
 */
export function refresh(hold: CounterHold): void {
  const there = issuable(hold).flatMap(({ label }) => label ?? [])
  let now: HoldEntry | undefined
  let paid = false
  basket.value = basket.value.map((entry) => {
    if (entry.hold.shipmentId !== hold.shipmentId) return entry
    paid = isUnpaid(entry.hold) && !isUnpaid(hold) && entry === active.value
    now = { hold, scanned: entry.scanned.filter((label) => there.includes(label)) }
    return now
  })
  // A way that has closed meanwhile does not stay open on the screen; a chosen one that is still open does.
  const open =
    step.value === 'scan' ||
    (!isUnpaid(hold) && (step.value === 'pin' ? hold.accepts.includes('pin') : now && byDocument(now)))
  if (now && (paid || !open || now.scanned.length === 0)) activate(now)
}

export function remove(shipmentId: string): void {
  basket.value = basket.value.filter(({ hold }) => hold.shipmentId !== shipmentId)
  const [next] = basket.value
  if (next) activate(next)
  else clear()
}

/** Puts back a parcel that was scanned by mistake. */
export function unscan(shipmentId: string, label: string): void {
  const entry = basket.value.find(({ hold }) => hold.shipmentId === shipmentId)
  if (entry) putEntry(withoutScan(entry, label))
}

/** Leaves the way of issuing that is open. The parcels stay where they are. */
export function leaveWay(): void {
  step.value = 'scan'
  typed.value = 0
}

/** Clears the counter for the next person in the queue. */
export function clear(): void {
  basket.value = []
  activeId.value = null
  step.value = 'scan'
  typed.value = 0
}
