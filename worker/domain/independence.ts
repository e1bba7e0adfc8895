import { RECOVERED_MS } from './limits.ts'

/**
 * How somebody had a hand in an account (R9): they created it, invited the person to it (each time counts), added a
 * device or a passkey to it, recovered it, or made the API key that acts. `vouched` is the operator's word for a person they know.
 */
export type AncestryAct = 'created' | 'invited' | 'device' | 'passkey' | 'recovered' | 'key' | 'vouched'

/** One act by which `byId` had a hand in the account of `personId`. `at`: the last time, in ms. */
export interface Edge {
  personId: string
  byId: string
  act: AncestryAct
  at: number
}

/** Whoever holds the operator's own key. The operator stands above everybody and makes nobody dependent. */
export const OPERATOR = 'operator'

/**
 * Returns the person and everybody who had a hand in their account, upwards to, but without, the operator
 * (R9). The operator's word cuts off what is above a person until somebody adds to the account again.
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

/** Returns the acts that make a person depend on others: none while the operator's word came last. */
function handsIn(edges: readonly Edge[], personId: string): Edge[] {
  const own = edges.filter((edge) => edge.personId === personId)
  const vouchedAt = Math.max(...own.filter(({ act }) => act === 'vouched').map(({ at }) => at), -1)
  const others = own.filter(({ act, byId }) => act !== 'vouched' && byId !== OPERATOR)
  // An act in the same instant counts as later, so nobody gains by being quick.
  return others.some(({ at }) => at >= vouchedAt) ? others : []
}

/** Whether nobody stands above both people (R9). Nobody is independent of themselves. */
export function independent(edges: readonly Edge[], one: string, other: string): boolean {
  const above = ancestryOf(edges, one)
  for (const id of ancestryOf(edges, other)) if (above.has(id)) return false
  return true
}

/** Whether an account was recovered so recently that it may not agree to anything yet (R9). */
export const justRecovered = (edges: readonly Edge[], personId: string, now: number): boolean =>
  edges.some((edge) => edge.personId === personId && edge.act === 'recovered' && now - edge.at < RECOVERED_MS)

/**
 * Returns those of `apart` against whom a person may speak as a second person (R9): the person is independent
 * of them, and their own account was not just recovered. Every rule that asks for two people, or for
 * "another", asks here.
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
 * Whether a person could speak as a second person against all of `apart` after the operator vouched for them.
 * Nobody stands above them then, and they must stand above none of these (R9).
 */
export const independentIfVouched = (
  edges: readonly Edge[],
  personId: string,
  apart: readonly string[],
  now: number,
): boolean =>
  !justRecovered(edges, personId, now) && apart.every((other) => !ancestryOf(edges, other).has(personId))

/** Whether two of these people are independent of each other. Otherwise nobody can agree to anything. */
export const anyTwoIndependent = (edges: readonly Edge[], people: readonly string[]): boolean =>
  people.some((one, index) => people.slice(index + 1).some((other) => independent(edges, one, other)))
