import { APPROVAL_MS } from '../../../worker/domain/limits.ts'

export { APPROVALS } from '../../../worker/domain/limits.ts'

/** How often it is asked what came of it. */
export const POLL_MS = 2_000

/** A call that a dispatcher has to agree to: the same key asks what came of it. */
export interface Asking {
  key: string
  body: unknown
  /** When nobody will answer any more, by the clock of this device: the server’s may be another one. */
  deadline: number
}

export const askingNow = (key: string, body: unknown, now: number): Asking => ({
  key,
  body,
  deadline: now + APPROVAL_MS,
})

/** 2:05 */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

const PREFIX = 'sesame-asking:'
const nameOf = (shipmentId: string) => `${PREFIX}${shipmentId}`

/**
 * Kept for this tab alone, while it is asked and no longer: a phone that reloads in these three minutes goes on
 * asking by the same key, instead of beginning anew.
 */
export function keepAsking(shipmentId: string, asking: Asking): void {
  try {
    sessionStorage.setItem(nameOf(shipmentId), JSON.stringify(asking))
  } catch {
    // A browser without storage asks anew after a reload.
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

/** What was asked holds a signature: it goes with the session. */
export function forgetAllAsking(): void {
  try {
    const names = Array.from({ length: sessionStorage.length }, (_, n) => sessionStorage.key(n) ?? '')
    for (const name of names) if (name.startsWith(PREFIX)) sessionStorage.removeItem(name)
  } catch {
    // Nothing was kept.
  }
}

export function forgetAsking(shipmentId: string): void {
  try {
    sessionStorage.removeItem(nameOf(shipmentId))
  } catch {
    // Nothing was kept.
  }
}
