import { APPROVAL_MS } from '../../../worker/domain/limits.ts'

export { APPROVALS } from '../../../worker/domain/limits.ts'

/** How often the result is polled. */
export const POLL_MS = 2_000

/** A call that a dispatcher has to approve. The same key polls for its result. */
export interface Asking {
  key: string
  body: unknown
  /** When the request lapses, by the clock of this device, which may differ from the server's. */
  deadline: number
}

export const askingNow = (key: string, body: unknown, now: number): Asking => ({
  key,
  body,
  deadline: now + APPROVAL_MS,
})

/** Formats a duration, for example "2:05". */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

const PREFIX = 'sesame-asking:'
const nameOf = (shipmentId: string) => `${PREFIX}${shipmentId}`

/**
 * Keeps a request for this tab while it waits. A phone that reloads within these three minutes continues to
 * poll with the same key instead of asking anew.
 */
export function keepAsking(shipmentId: string, asking: Asking): void {
  try {
    sessionStorage.setItem(nameOf(shipmentId), JSON.stringify(asking))
  } catch {
    // Without storage the page asks anew after a reload.
  }
}

export function keptAsking(shipmentId: string): Asking | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(nameOf(shipmentId)) ?? 'null') as Asking | null
    return kept && typeof kept.key === 'string' && typeof kept.deadline === 'number' ? kept : null
  } catch {
    return null
  }
}

/** Forgets all kept requests when the session ends, as their bodies hold signatures. */
export function forgetAllAsking(): void {
  try {
    const names = Array.from({ length: sessionStorage.length }, (_, n) => sessionStorage.key(n) ?? '')
    for (const name of names) if (name.startsWith(PREFIX)) sessionStorage.removeItem(name)
  } catch {
    // Without storage nothing was kept.
  }
}

export function forgetAsking(shipmentId: string): void {
  try {
    sessionStorage.removeItem(nameOf(shipmentId))
  } catch {
    // Without storage nothing was kept.
  }
}
