import { reachable } from './eligibility.ts'
import type { Fact, MessageCause } from './event.ts'
import type { ChannelName, Moment } from './policy.ts'
import { isOver, type Shipment } from './state.ts'

/** A message to send. Its text is rendered when it leaves and stored nowhere (R4). */
export interface MessageOrder {
  cause: MessageCause
  channels: ChannelName[]
  /** Whether it tells the secret: code and link, or the link alone with `reveal: "scan"` (R7). */
  secret: boolean
}

const MOMENT_OF: Partial<Record<Fact['type'], Moment & MessageCause>> = {
  announced: 'announced',
  'received-at-depot': 'accepted',
  scheduled: 'scheduled',
  dispatched: 'released',
  arrived: 'arrived',
  held: 'held',
  'visit-failed': 'failed',
  'handed-over': 'receipt',
}
const TELLS_SECRET: readonly MessageCause[] = ['announced', 'accepted', 'scheduled', 'released', 'arrived']

/**
 * What the recipient is told because of a fact (R5, R8, R16). `after` is the shipment with the fact folded in,
 * `told` still as before it: a secret that this very fact tells is not told yet.
 * Ordinary shipments have no secret and no messages.
 */
export function messagesFor(after: Shipment, fact: Fact): MessageOrder[] {
  if (!after.secured) return []
  const everywhere = reachable(after.policy, after.contacts)
  if (fact.type === 'sent-on-demand') return [{ cause: 'resend', channels: everywhere, secret: true }]
  // Told at once whatever the moments say, and in place of the ordinary receipt: "not you?" must not drown.
  if (fact.type === 'handed-over' && fact.proof === 'identity')
    return [{ cause: 'identity', channels: everywhere, secret: false }]
  const cause = MOMENT_OF[fact.type]
  if (!cause) return []
  // Only the first depot receipt is acceptance; parcels that come back from a visit are no news of that kind.
  if (cause === 'accepted' && after.acceptedSeq !== after.seq) return []
  const listed = after.policy.moments[cause] ?? []
  // A drop-off's code is told when the point is ready to give the parcel out.
  const secret = TELLS_SECRET.includes(cause) && !after.destination && !isOver(after)
  const heard = everywhere.filter((channel) => listed.includes(channel))
  // A secret not yet told by any moment is told at the latest on dispatch, wherever the recipient can be reached.
  const late = cause === 'released' && secret && after.told !== after.secret
  const channels = late && heard.length === 0 ? everywhere : heard
  return channels.length > 0 ? [{ cause, channels, secret }] : []
}
