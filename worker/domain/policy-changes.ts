import type { Policy } from './policy.ts'

/** One field that differs. `from` or `to` is null where the policy has no such field. */
export interface PolicyChange {
  /** Path of the field, e.g. `door`, `storageDays.point` or `wording.ru.released`. */
  field: string
  from: unknown
  to: unknown
}

/** Fields that are told as one thing, not part by part. */
const WHOLE: readonly string[] = ['penalty']

function fieldsOf(value: unknown, path: string): [string, unknown][] {
  const inner = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!inner || WHOLE.includes(path)) return [[path, value]]
  return Object.entries(value).flatMap(([name, one]) => fieldsOf(one, path ? `${path}.${name}` : name))
}

/** Sets may be written in any order, so only their members are compared. */
const meaning = (value: unknown) => JSON.stringify(Array.isArray(value) ? [...value].sort() : value)

/** Returns what differs between two policies, field by field, in the order of the fields. */
export function policyChanges(before: Policy, after: Policy): PolicyChange[] {
  const from = new Map(fieldsOf(before, ''))
  const to = new Map(fieldsOf(after, ''))
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((field) => {
    const change = { field, from: from.get(field) ?? null, to: to.get(field) ?? null }
    // A moment with no channel is a moment that is not told, whether it is written or left out.
    const empty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0)
    if (empty(change.from) && empty(change.to)) return []
    return meaning(change.from) === meaning(change.to) ? [] : [change]
  })
}
