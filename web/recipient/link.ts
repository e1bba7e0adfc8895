/** What the address of the page says: whose delivery, and the secret as long as the label was not scanned. */
export interface Link {
  id: string
  /** `<id>.<bits>`, as the exchange for a session takes it, or null once the label was scanned. */
  token: string | null
}

/** Reads `#<id>.<bits>` or `#<id>`, else null. Messengers may append a full stop or a bracket. */
export function readLink(hash: string): Link | null {
  const [, id, bits] = /^#([A-Za-z0-9_-]{1,64})(?:\.([A-Za-z0-9_-]+))?[.,;:!?)»"'…]*$/.exec(hash) ?? []
  return id ? { id, token: bits ? `${id}.${bits}` : null } : null
}

/** Removes the secret from the address and the history. The cookie is enough from here on. */
export function wipe(id: string): void {
  history.replaceState(null, '', `#${id}`)
}
