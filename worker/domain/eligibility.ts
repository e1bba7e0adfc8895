import type { Policy } from './policy.ts'
import type { ChannelName, Reason, RecipientKind } from './terms.ts'

/** What R2 needs to know about a recipient, without the personal data itself. */
export interface Eligibility {
  hasPhone: boolean
  hasEmail: boolean
  kind: RecipientKind
  inPerson: boolean
  atPoint: boolean
}

/** Returns the channels of a policy on which this recipient can be reached. */
export function reachable(policy: Policy, contacts: { hasPhone: boolean; hasEmail: boolean }): ChannelName[] {
  return policy.channels.filter((channel) => (channel === 'email' ? contacts.hasEmail : contacts.hasPhone))
}

/** Returns why a shipment cannot be secured under a policy; empty if it can (R1, R2). */
export function ineligible(policy: Policy, who: Eligibility): Reason[] {
  const reasons: Reason[] = []
  if (!policy.secured) return ['not-switched-on']
  // A contact does not count if the policy has no channel on which the secret may be told to it.
  if (reachable(policy, who).length === 0) reasons.push('no-contact')
  if (!who.inPerson && !who.atPoint) reasons.push('not-in-person')
  if (who.kind !== 'consumer') reasons.push('not-private')
  return reasons
}
