/** Tells the page that passkeys were added or removed, wherever that was done. */
const CHANGED = 'passkeys-changed'

export const passkeysChanged = (): void => void dispatchEvent(new Event(CHANGED))

/** Calls `listener` when passkeys changed; returns how to stop. */
export function onPasskeysChanged(listener: () => void): () => void {
  addEventListener(CHANGED, listener)
  return () => removeEventListener(CHANGED, listener)
}
