import { signal } from '@preact/signals'
import type { HoldEntry } from '../entry.ts'
import { notice } from '../state.ts'
import { activate, basket, clear, scannedOf } from './basket.ts'
import { reread } from './issue.ts'

/** What was put away last, until the next client's first parcel: a slip loses no scan. */
export const aside = signal<HoldEntry[]>([])

/** How many scanned parcels were put away. */
export const asideCount = (): number => aside.value.reduce((sum, { scanned }) => sum + scanned.length, 0)

/** Puts everything away for the next client. Scanned parcels can be brought back. */
export function putAway(): void {
  const scanned = scannedOf.value
  clear()
  notice.value = null
  if (scanned.length > 0) aside.value = scanned
}

/** Brings back what was put away last, as the server knows it now. What lies on the counter takes its place. */
export function bringBack(): void {
  const back = aside.value
  const [first] = back
  if (!first) return
  notice.value = null
  aside.value = scannedOf.value
  basket.value = back
  activate(first)
  for (const entry of back) void reread(entry)
}

/** Forgets what was put away. */
export function forgetAside(): void {
  aside.value = []
}
