import { reachable } from './eligibility.ts'
import { isOver } from './reading.ts'
import type { Shipment } from './state.ts'
import type { ChannelName, Unreached } from './terms.ts'
import { stands } from './told.ts'

/**
 * Returns why nobody can be reached with the secret of a shipment, before its round leaves (R38); null: somebody
 * was, or will be told when it leaves. `served` are the channels of this deployment.
 */
export function unreached(shipment: Shipment, served: readonly ChannelName[]): Unreached | null {
  const { secured, policy, contacts, sent, contactFrom, contactInformed } = shipment
  if (!secured || isOver(shipment)) return null
  const ours = sent.filter(({ contact }) => contact === contactFrom)
  if (ours.some(stands)) return null
  if (!reachable(policy, contacts).some((channel) => served.includes(channel)))
    return contacts.phoneKind === 'landline' && !contacts.hasEmail ? 'landline-only' : 'told-nobody'
  const underway = shipment.unsent.some(({ order }) => order.to === undefined)
  if (underway) return 'told-nobody'
  // What was told to this contact failed on every channel, or was reported lost.
  return contactInformed ? 'not-delivered' : null
}
