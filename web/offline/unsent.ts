import type { Act } from './act.ts'

/** Returns this person's acts that the server does not have, those put aside among them. */
export const unsent = (acts: readonly Act[], personId: string): Act[] =>
  acts.filter((act) => act.personId === personId)

/** Returns when the oldest act was made that is still to be sent, in ms since the epoch, or null. */
export function oldestUnsentAt(acts: readonly Act[], personId: string): number | null {
  const times = unsent(acts, personId)
    .filter(({ state }) => state !== 'aside')
    .map(({ at }) => Date.parse(at))
  return times.length > 0 ? Math.min(...times) : null
}
