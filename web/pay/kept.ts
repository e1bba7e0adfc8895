/** What a tab keeps of the QR code that opened it, so that the provider's way back to `/pay` finds it. */
export interface Kept {
  /** What stood behind `#`: `<id>.<bits>`. */
  token: string
  /** The person was sent to the provider's page and may have paid. */
  left: boolean
}

const KEY = 'sesame.pay'

/** Storage throws in some private windows. Whoever comes back there scans the code once more. */
export function keep(kept: Kept): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept))
  } catch {
    // Not kept then.
  }
}

export function forget(): void {
  try {
    sessionStorage.removeItem(KEY)
  } catch {
    // There was nothing.
  }
}

/** Takes the token out of the address at once, else what this tab has kept. Null: there is none. */
export function takeToken(): Kept | null {
  const token = location.hash.slice(1)
  if (!token) return known()
  history.replaceState(null, '', location.pathname + location.search)
  const kept = { token, left: false }
  keep(kept)
  return kept
}

function known(): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Kept | null
  } catch {
    return null
  }
}
