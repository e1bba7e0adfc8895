import type { Policy } from './policy.ts'
import type { ChannelName, PhoneKind, Reason, RecipientKind } from './terms.ts'

/** The ways in which a recipient can be told something, without the personal data itself. */
export interface Contacts {
  hasPhone: boolean
  hasEmail: boolean
  /**
   * What the number is for. Absent in facts from before it was kept; those numbers count as they did then, as
   * numbers that take texts.
   */
  phoneKind?: PhoneKind
}

/** Returns the contacts alone of what is known about a recipient. */
export const contactsOf = ({ hasPhone, hasEmail, phoneKind }: Contacts): Contacts => ({
  hasPhone,
  hasEmail,
  ...(hasPhone && phoneKind && { phoneKind }),
})

/** What R2 needs to know about a recipient, without the personal data itself. */
export interface Eligibility extends Contacts {
  kind: RecipientKind
  inPerson: boolean
  atPoint: boolean
}

/** Numbers that a person picks up. */
const RINGS: readonly PhoneKind[] = ['mobile', 'either', 'landline', 'internet']

/** Why a text to a number of this kind reaches nobody (R38); null: it is read. */
const DEAF: Record<PhoneKind, Reason | null> = {
  mobile: null,
  either: null,
  landline: 'phone-landline',
  internet: 'phone-no-texts',
  freephone: 'phone-freephone',
  premium: 'phone-premium',
  other: 'phone-no-texts',
}
const deafness = ({ hasPhone, phoneKind }: Contacts): Reason | null =>
  hasPhone && phoneKind !== undefined ? DEAF[phoneKind] : null

/** Returns the channels of a policy on which a message reaches this recipient (R38). */
export function reachable(policy: Policy, contacts: Contacts): ChannelName[] {
  const { hasPhone, hasEmail, phoneKind } = contacts
  const takesTexts = hasPhone && deafness(contacts) === null
  const takesCalls = hasPhone && (phoneKind === undefined || RINGS.includes(phoneKind))
  const takes: Record<ChannelName, boolean> = {
    sms: takesTexts,
    messenger: takesTexts,
    voice: takesCalls,
    email: hasEmail,
  }
  return policy.channels.filter((channel) => takes[channel])
}

/** How a message can reach the recipient: as a text to the phone, as mail, as a call. */
export interface Reach {
  sms: boolean
  email: boolean
  voice: boolean
}

/** Returns how a message can reach the recipient on the channels that the policy has (R38). */
export function reachOf(policy: Policy, contacts: Contacts): Reach {
  const channels = reachable(policy, contacts)
  return {
    // A messenger reaches the same phone as an SMS.
    sms: channels.includes('sms') || channels.includes('messenger'),
    email: channels.includes('email'),
    voice: channels.includes('voice'),
  }
}

/**
 * Returns why no message reaches the recipient; empty if one does. A contact does not count if the policy has
 * no channel on which the secret may be told to it, or if it takes no message of that channel (R38).
 */
export function unreachable(policy: Policy, contacts: Contacts): Reason[] {
  if (reachable(policy, contacts).length > 0) return []
  const why = deafness(contacts)
  return ['no-contact', ...(why ? [why] : [])]
}

/** Returns why a shipment cannot be secured under a policy; empty if it can (R1, R2). */
export function ineligible(policy: Policy, who: Eligibility): Reason[] {
  const reasons: Reason[] = []
  if (!policy.secured) return ['not-switched-on']
  reasons.push(...unreachable(policy, who))
  if (!who.inPerson && !who.atPoint) reasons.push('not-in-person')
  if (who.kind !== 'consumer') reasons.push('not-private')
  return reasons
}
