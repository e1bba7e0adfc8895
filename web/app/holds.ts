/**
 * Why this page is not to be loaded anew just now. In the middle of a hand-over nothing of an update is shown and none
 * is applied. What is `unsent` outlasts an update, so it is only said, and the person asked again.
 */
export type HoldReason = 'hand-over' | 'unsent'

const held: Record<HoldReason, number> = { 'hand-over': 0, unsent: 0 }
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

export const isHeld = (reason: HoldReason): boolean => held[reason] > 0

/** Holds updates for a reason until the returned function is called; calling it again does nothing. */
export function holdUpdate(reason: HoldReason): () => void {
  let holds = true
  held[reason]++
  tell()
  return () => {
    if (!holds) return
    holds = false
    held[reason]--
    tell()
  }
}

/** Calls the listener when something is held or let go. Returns how to stop. */
export const onHold = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
