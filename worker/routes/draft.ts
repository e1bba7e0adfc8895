import { type Policy, type PolicyOverrides, type Profile, policyOf } from '../domain/policy.ts'
import { policyFaults } from '../domain/validate-policy.ts'

/**
 * The policy that a request describes, and what is wrong with it, each with the path of its field in the request (R3).
 */
export function draftOf(
  profile: Profile,
  overrides: object = {},
): { policy: Policy; faults: { field: string; code: string }[] } {
  const policy = policyOf(profile, overrides as PolicyOverrides)
  const faults = policyFaults(policy).map(({ field, code }) => ({ field: `policy.${field}`, code }))
  return { policy, faults }
}
