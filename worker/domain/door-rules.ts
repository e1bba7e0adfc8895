import type { Policy } from './policy.ts'

/** The fields of a policy that say what to do at a door, in the order in which a courier meets them. */
export const DOOR_FIELDS = [
  'secured',
  'reveal',
  'door',
  'pinDigits',
  'attempts',
  'attended',
  'signature',
  'withoutCode',
  'afterWrong',
  'brokenTablet',
  'reopenMinutes',
  'codes',
] as const satisfies readonly (keyof Policy)[]

/** What a courier must know of a contract, on the printed guide and wherever the rules are explained. */
export type DoorRules = Pick<Policy, (typeof DOOR_FIELDS)[number]>

/** Returns what a policy says about the door, and nothing else of it. */
export const doorRules = (policy: Policy): DoorRules =>
  Object.fromEntries(DOOR_FIELDS.map((field) => [field, policy[field]])) as unknown as DoorRules
