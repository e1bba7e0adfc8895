import { RECOVERED_MS } from './limits.ts'

/**
 * How somebody came to an account (R9): it was created, they were invited to it (each time anew), it was recovered for
 * them, or a key was made. `vouched` is the operator's word for a person they know.
 */
export type AncestryAct = 'created' | 'invited' | 'recovered' | 'key' | 'vouched'

/** One act by which `byId` had a hand in the account of `personId`; `at` in ms, the last time it was done. */
export interface Edge {
  personId: string
  byId: string
  act: AncestryAct
  at: number
}

/** Whoever holds the operator's own key. They are above everybody and make nobody dependent. */
export const OPERATOR = 'operator'

/**
 * Everybody who had a hand in a person's account, upwards to, but without, the operator, and the person themselves
 * (R9). The operator's word cuts what is above a person, until somebody adds to the account again.
 */
export function ancestryOf(edges: readonly Edge[], personId: string): Set<string> {
  const found = new Set<string>()
  const open = [personId]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === OPERATOR || found.has(id)) continue
    found.add(id)
    for (const { byId } of handsIn(edges, id)) open.push(byId)
  }
  return found
}

/** The acts that make a person depend on others: none while the operator's word is the last there is. */
function handsIn(edges: readonly Edge[], personId: string): Edge[] {
  const own = edges.filter((edge) => edge.personId === personId)
  const vouchedAt = Math.max(...own.filter(({ act }) => act === 'vouched').map(({ at }) => at), -1)
  const others = own.filter(({ act, byId }) => act !== 'vouched' && byId !== OPERATOR)
  // Done in the same instant counts as done after: nobody gains by being quick.
  return others.some(({ at }) => at >= vouchedAt) ? others : []
}

/** Whether two people have nobody in common (R9). Nobody is independent of themselves. */
export function independent(edges: readonly Edge[], one: string, other: string): boolean {
  const above = ancestryOf(edges, one)
  for (const id of ancestryOf(edges, other)) if (above.has(id)) return false
  return true
}

/** Whether an account was recovered so lately that it may not agree to anything yet (R9). */
export const justRecovered = (edges: readonly Edge[], personId: string, now: number): boolean =>
  edges.some((edge) => edge.personId === personId && edge.act === 'recovered' && now - edge.at < RECOVERED_MS)

/**
 * Those of `apart` whom a person may speak as a second person against (R9): they are independent of them, and their own
 * account was not just recovered. Everything that asks for two people, or for "another", asks here.
 */
export function independentOf(
  edges: readonly Edge[],
  personId: string,
  apart: readonly string[],
  now: number,
): string[] {
  if (personId === OPERATOR) return [...apart]
  if (justRecovered(edges, personId, now)) return []
  return apart.filter((other) => independent(edges, personId, other))
}

/**
 * Whether a person could speak as a second person against all of `apart` once the operator vouched for them: then
 * nobody stands above them, and they must stand above none of these (R9).
 */
export const independentIfVouched = (
  edges: readonly Edge[],
  personId: string,
  apart: readonly string[],
  now: number,
): boolean =>
  !justRecovered(edges, personId, now) && apart.every((other) => !ancestryOf(edges, other).has(personId))

/** Whether among some people there are two who are independent of each other: less, and nobody can agree to anything. */
export const anyTwoIndependent = (edges: readonly Edge[], people: readonly string[]): boolean =>
  people.some((one, index) => people.slice(index + 1).some((other) => independent(edges, one, other)))
