const KEY = 'sesame.passkey-offer'
const DAY_MS = 24 * 3_600_000

/** Whether somebody said "later" within the last day, on this device. */
export function saidLater(now = Date.now()): boolean {
  try {
    return Number(localStorage.getItem(KEY)) > now - DAY_MS
  } catch {
    return false
  }
}

/** Keeps that somebody said "later". */
export function sayLater(now = Date.now()): void {
  try {
    localStorage.setItem(KEY, String(now))
  } catch {
    // Without storage the offer comes back with the page.
  }
}
