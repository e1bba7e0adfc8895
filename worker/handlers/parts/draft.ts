import { type Policy, type PolicyOverrides, policyOf } from '../../domain/policy.ts'
import type { Profile } from '../../domain/terms.ts'
import { textJudge } from '../../judge.ts'

/**
 * Returns the policy that a request describes, and the faults of it and of the names beside it. Each fault
 * has the path of its field in the request (R3).
 */
export async function draftOf(
  profile: Profile,
  overrides: object = {},
  names: { name?: string; carrier?: string } = {},
): Promise<{ policy: Policy; faults: { field: string; code: string }[] }> {
  const policy = policyOf(profile, overrides as PolicyOverrides)
  const { draftFaults } = await textJudge()
  const faults = draftFaults({ ...names, policy }).map(({ field, code }) => ({
    field: Object.hasOwn(names, field) ? field : `policy.${field}`,
    code,
  }))
  return { policy, faults }
}
