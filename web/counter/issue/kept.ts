import { effect, signal } from '@preact/signals'
import { knownSessions } from '../../app/sessions.ts'
import { type HoldEntry, issuable } from '../entry.ts'
import { readHold } from '../post.ts'
import { say } from '../state.ts'
import { aside } from './aside.ts'
import { activate, active, basket } from './basket.ts'

const STORE = 'sesame.counter.client'
/** A label counts as scanned in this act, and no client stands at a counter for longer. */
const KEPT_MS = 30 * 60_000

/** What this tab keeps of the client at the counter: no name, no code, only what was scanned. */
interface Kept {
  /** The clerk, as nobody else has these parcels in their hands. */
  by: string
  at: number
  active: string | null
  holds: { shipmentId: string; labels: string[] }[]
}

/** Whether the client of before a reload is on the counter again. */
export const restoring = signal<'done' | 'loading' | 'offline' | 'failed'>('done')

let keeping = false
/** Counts restorations, so that one whose room was left meanwhile does nothing. */
let turn = 0

const clerk = () => knownSessions().find(({ role }) => role === 'counter')?.personId ?? ''

function read(): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(STORE) ?? 'null') as Kept | null
    return kept && kept.by === clerk() && Date.now() - kept.at < KEPT_MS ? kept : null
  } catch {
    return null
  }
}

function write(entries: readonly HoldEntry[], now: string | null): void {
  const holds = entries.map(({ hold, scanned }) => ({ shipmentId: hold.shipmentId, labels: scanned }))
  const kept: Kept = { by: clerk(), at: Date.now(), active: now, holds }
  try {
    if (holds.length === 0) sessionStorage.removeItem(STORE)
    else sessionStorage.setItem(STORE, JSON.stringify(kept))
  } catch {
    // Without storage only this page remembers them.
  }
}

effect(() => {
  const [entries, now] = [basket.value, active.value?.hold.shipmentId ?? null]
  if (keeping) write(entries, now)
})

/** Keeps from now on what is on the counter. */
function keep(): void {
  keeping = true
  write(basket.value, active.value?.hold.shipmentId ?? null)
  restoring.value = 'done'
}

/** Opens the kept holds again. Returns why that is not possible now, or the holds and how many parcels left. */
async function reopen(kept: Kept): Promise<{ entries: HoldEntry[]; gone: number } | 'offline' | 'failed'> {
  const entries: HoldEntry[] = []
  let gone = 0
  for (const { shipmentId, labels } of kept.holds) {
    const answer = await readHold(shipmentId, labels)
    if (answer.status === 0) return 'offline'
    if (answer.status === 429 || answer.status >= 500) return 'failed'
    const there = answer.ok
      ? issuable(answer.data).flatMap(({ label, scanned }) => (scanned ? label : []))
      : []
    const scanned = labels.filter((label) => there.includes(label))
    gone += labels.length - scanned.length
    if (answer.ok && (scanned.length > 0 || labels.length === 0)) entries.push({ hold: answer.data, scanned })
  }
  return { entries, gone }
}

/**
 * Puts the client of before a reload on the counter again, as the server knows their parcels now, and keeps the
 * counter from then on. Without an answer it waits to be called again.
 */
export async function restore(): Promise<void> {
  const mine = ++turn
  const kept = read()
  if (!kept) return keep()
  restoring.value = 'loading'
  const now = await reopen(kept)
  if (mine !== turn) return
  if (typeof now === 'string') {
    restoring.value = now
    return
  }
  // Whoever was turned to meanwhile stays.
  if (basket.value.length > 0) aside.value = now.entries.filter(({ scanned }) => scanned.length > 0)
  else {
    basket.value = now.entries
    const first = now.entries.find(({ hold }) => hold.shipmentId === kept.active) ?? now.entries[0]
    if (first) activate(first)
  }
  keep()
  if (now.gone > 0) say('warn', 'keptGone', { count: now.gone })
}

/** Gives up what could not be restored. */
export function giveUp(): void {
  turn++
  keep()
}

/** Leaves what is kept as it is, while the screens forget. */
export function stopKeeping(): void {
  turn++
  keeping = false
}

/** Forgets the client, since the session is over. */
export function forgetKept(): void {
  stopKeeping()
  write([], null)
}
