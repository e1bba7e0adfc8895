import { type Act, ROUND_GROUP } from './act.ts'
import type { Outcome } from './outcome.ts'

/** The longest pause after the first try without an answer. It doubles with every further try. */
const FIRST_PAUSE_MS = 2_000
/** The longest pause of all. */
export const LONGEST_PAUSE_MS = 300_000

/** Whether an answer settles an act, so that nothing more is sent of it without the person. */
export const isDefinite = (outcome: Outcome): boolean => outcome.kind === 'ok' || outcome.kind === 'refused'

/** Returns a pause by chance (full jitter), so that a fleet that comes back does not call all at once. */
const pauseAfter = (tries: number, random: number): number =>
  Math.round(random * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1)))

/** Returns the act as an answer leaves it, or null when it is done. `random` lies in [0, 1). */
export function answered(act: Act, outcome: Outcome, now: number, random: number): Act | null {
  if (outcome.kind === 'ok') return null
  if (act.state !== 'waiting') return act
  // Whoever did it has gone on meanwhile.
  if (outcome.kind === 'signed-out') return wentOn(act)
  const { status, code } = outcome
  const tries = act.tries + 1
  if (outcome.kind === 'refused') return { ...act, tries, state: 'attention', refusal: { status, code } }
  const asked = Math.min(outcome.retryAfterMs ?? 0, LONGEST_PAUSE_MS)
  const nextTryAt = now + Math.max(asked, pauseAfter(tries, random))
  return { ...wentOn(act), tries, nextTryAt, refusal: { status, code } }
}

/** Returns an act without whose answer the person has gone on: what it says has happened by now. */
export const wentOn = (act: Act): Act => (act.late ? act : { ...act, late: true })

/**
 * Returns a refused act as one to be sent once more. It keeps its key: the server stores nothing under the key of
 * what it refuses, and an earlier try that still travels can then not do it twice. What another tab has put aside stays
 * there: what follows it may have been sent.
 */
export const again = (act: Act): Act =>
  act.state === 'attention' ? { ...wentOn(act), state: 'waiting', nextTryAt: 0, refusal: null } : act

/**
 * Returns a refused act as put aside: kept, shown and exported, never sent. What merely waits may have happened
 * already, so it cannot be put aside.
 */
export const aside = (act: Act): Act => (act.state === 'attention' ? { ...act, state: 'aside' } : act)

/** Returns an act that waits because the network was gone as due at once. The network is back. */
export const hurried = (act: Act): Act =>
  act.state === 'waiting' && act.refusal?.status === 0 && act.nextTryAt > 0 ? { ...act, nextTryAt: 0 } : act

/** How long an act still pauses. A pause longer than any we make means that the clock was set back. */
function pauseLeft(act: Act, now: number): number {
  const left = act.nextTryAt - now
  return left > LONGEST_PAUSE_MS ? 0 : Math.max(0, left)
}

/** Whether an act ends what all acts before it belong to: a round is closed only after what was done on it. */
const endsAll = ({ group }: Act): boolean => group.startsWith(ROUND_GROUP)

/** Returns the first act of each group that nothing before it holds up. */
function heads(acts: readonly Act[], personId: string): Act[] {
  const held = new Set<string>()
  return acts.filter((act) => {
    if (act.personId !== personId || act.state === 'aside' || held.has(act.group)) return false
    const waits = endsAll(act) && held.size > 0
    held.add(act.group)
    return act.state === 'waiting' && !waits
  })
}

/**
 * Returns the act to send next, or null: the oldest of this person's that is due and whose group holds no earlier
 * act that waits or needs attention. `acts` stand in the order in which they were made.
 */
export const nextToSend = (acts: readonly Act[], now: number, personId: string): Act | null =>
  heads(acts, personId).find((act) => pauseLeft(act, now) === 0) ?? null

/** Returns in how many ms the next act of this person is due, or null when none waits for time alone. */
export function nextTryIn(acts: readonly Act[], now: number, personId: string): number | null {
  const pauses = heads(acts, personId).map((act) => pauseLeft(act, now))
  return pauses.length > 0 ? Math.min(...pauses) : null
}
