/** What the address of the page says: whose delivery, and the secret while the label was not scanned yet. */
export interface Link {
  id: string
  /** `<id>.<bits>`, as the exchange for a session takes it; null once the label was scanned. */
  token: string | null
}

/** `#<id>.<bits>` or `#<id>`; null when there is neither. Messengers may add a full stop or a bracket. */
export function readLink(hash: string): Link | null {
  const [, id, bits] = /^#([A-Za-z0-9_-]{1,64})(?:\.([A-Za-z0-9_-]+))?[.,;:!?)»"'…]*$/.exec(hash) ?? []
  return id ? { id, token: bits ? `${id}.${bits}` : null } : null
}

/** Takes the secret out of the address and the history; the cookie is enough from here on. */
export function wipe(id: string): void {
  history.replaceState(null, '', `#${id}`)
}
