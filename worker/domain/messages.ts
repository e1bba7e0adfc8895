import { reachable } from './eligibility.ts'
import type { Fact, FactOf } from './event.ts'
import { codesUsable, handOverSite, isOver, pageScans, tellsPin } from './reading.ts'
import type { MessageOrder, Shipment } from './state.ts'
import { type ChannelName, isWarning, type MessageCause, type Moment } from './terms.ts'

const MOMENT_OF: Partial<Record<Fact['type'], Moment & MessageCause>> = {
  announced: 'announced',
  'received-at-depot': 'accepted',
  scheduled: 'scheduled',
  dispatched: 'released',
  arrived: 'arrived',
  held: 'held',
  'visit-failed': 'failed',
  'handed-over': 'receipt',
  reminded: 'reminder',
}
/** Which messages tell the door's secret, and which tell the counter's. */
const TELLS_SECRET: Partial<Record<MessageCause, 'door' | 'counter'>> = {
  announced: 'door',
  accepted: 'door',
  scheduled: 'door',
  released: 'door',
  arrived: 'door',
  ready: 'counter',
  reminder: 'counter',
}

/** Whether this fact makes the parcels at the point ready to be fetched (R28). */
function makesReady(after: Shipment, fact: Fact): boolean {
  const { hold, parcels, destination, claim } = after
  const here = parcels.some(({ place, toSender }) => place === 'point' && !toSender)
  // Nobody is told to fetch a parcel while a claim is open. That is told once somebody decides that the
  // delivery goes on (R21).
  if (!hold || !here || isOver(after) || claim?.open) return false
  // The rest waits with a new code. It is told at once, because no other moment is sure to come (R24).
  if (fact.type === 'handed-over') return fact.pointId !== undefined
  const coming = parcels.some(
    ({ place }) => place === 'to-point' || (destination !== null && place === 'vehicle'),
  )
  if (fact.type === 'received-at-point') return !coming
  // The parcels that the point waited for are not coming, so those that are there need not wait for them.
  const lost =
    fact.type === 'unexplained' || fact.type === 'received-at-depot' || fact.type === 'claim-decided'
  return lost && !coming && !hold.ready
}

function causesOf(after: Shipment, fact: Fact): (Moment & MessageCause)[] {
  const causes: (Moment & MessageCause)[] = []
  const cause = MOMENT_OF[fact.type]
  // The point has the parcels already, so nobody waits for a courier any more.
  const past = fact.type === 'arrived' && fact.late
  if (cause && !past) causes.push(cause)
  // A point chosen after the hold was ordered is told like the first one.
  if (fact.type === 'point-chosen' && after.hold) causes.push('held')
  // The parcel is back at the depot through nobody's fault, but still nobody came (R17).
  if (fact.type === 'tablet-failed' && fact.then === 'depot') causes.push('failed')
  if (makesReady(after, fact)) causes.push('ready')
  return causes
}

/**
 * Returns the messages that the recipient gets because of a fact (R5, R8, R16). `after` is the shipment with
 * the fact folded in, but with `secretSent` as before, because a secret that this very fact tells is not told yet.
 * Ordinary shipments have no secret, and no message except the one by which their recipient can keep them.
 */
export function messagesFor(before: Shipment | null, after: Shipment, fact: Fact): MessageOrder[] {
  return ordersFor(before, after, fact).flatMap((order) => onChannels(after, order))
}

/** What is told everywhere at once, whatever the order of channels: a warning, or news for somebody at the door (R37). */
const everywhereAtOnce = (cause: MessageCause): boolean => isWarning(cause) || cause === 'reopened'

/**
 * What the announced contact hears even where a chat has it already: with a new link, or at the end. Nobody is cut off by
 * a chat that is not theirs (R9).
 */
const BESIDE_CHAT: readonly MessageCause[] = ['resend', 'receipt', 'paid']

/** Puts an order on channels that can carry it, in the contract's order of them. */
function onChannels(after: Shipment, order: MessageOrder): MessageOrder[] {
  const { cause } = order
  // A call carries the code alone. A warning that could only be told by a call is noted as not told.
  const silent = !order.secret || !tellsPin(after)
  const carried = order.channels.filter((channel) => channel !== 'voice' || !silent)
  const channels = carried.length === 0 && isWarning(cause) ? order.channels : carried
  if (channels.length === 0) return []
  const { cascade } = after.policy
  const allAtOnce = everywhereAtOnce(cause) || (after.chat !== null && BESIDE_CHAT.includes(cause))
  if (!cascade || allAtOnce) return [{ ...order, channels }]
  const steps = cascade.channels.filter((channel) => channels.includes(channel))
  const beside = channels.filter((channel) => !cascade.channels.includes(channel))
  return [{ ...order, channels: [...steps, ...beside], ...(steps.length > 0 && { waitS: cascade.waitS }) }]
}

function ordersFor(before: Shipment | null, after: Shipment, fact: Fact): MessageOrder[] {
  const everywhere = channelsTo(after)
  // This also holds for shipments that are over or ordinary: their recipient can stop somebody else from
  // getting what is theirs (R41).
  if (fact.type === 'label-requested')
    return everywhere.length > 0 ? [{ cause: 'label-change', channels: everywhere, secret: false }] : []
  if (!after.secured) return []
  // The old contact hears of it on every channel and can stop it (R9).
  if (fact.type === 'contact-change-requested')
    return [{ cause: 'contact-change', channels: everywhere, secret: false }]
  // The new contact learns the secret now only if it had been told before. Otherwise the moment for it is
  // still to come.
  if (fact.type === 'contact-changed')
    return [
      { cause: 'contact-changed', channels: everywhere, secret: after.secretSent > 0 && tellsSecret(after) },
    ]
  if (fact.type === 'recipient-corrected') return correction(after, fact, everywhere)
  if (fact.type === 'visit-reopened' || fact.type === 'message-sent')
    return stillThere(before, after, fact) ? [{ cause: 'reopened', channels: everywhere, secret: false }] : []
  if (fact.type === 'chat-joined') return [{ cause: 'chat-joined', channels: everywhere, secret: false }]
  if (fact.type === 'payment-received' || fact.type === 'refund-made')
    return ofPayment(after, fact, everywhere)
  if (fact.type === 'sent-on-demand')
    return [{ cause: 'resend', channels: everywhere, secret: tellsSecret(after) }]
  return causesOf(after, fact).flatMap((cause) => orderFor(after, fact, cause, everywhere))
}

/**
 * Tells of money that arrived or went back. A secret whose link was told before is told with its code now, if anything
 * takes one: payment precedes the reveal (R30).
 */
function ofPayment(
  after: Shipment,
  fact: FactOf<'payment-received'> | FactOf<'refund-made'>,
  channels: ChannelName[],
): MessageOrder[] {
  if (fact.type === 'refund-made')
    return [{ cause: 'refunded', channels, secret: false, refund: fact.number }]
  if (fact.surplus) return []
  const told = after.secretSent === after.secret && !after.claim?.open
  return [{ cause: 'paid', channels, secret: told && tellsSecret(after) }]
}

/** Returns the channels on which a message reaches the recipient, a chat that they opened among them. */
function channelsTo({ policy, contacts, chat }: Shipment): ChannelName[] {
  const reached = reachable(policy, contacts)
  return policy.channels.filter((channel) => reached.includes(channel) || (channel === 'messenger' && chat))
}

/**
 * Tells the earlier recipient of the correction, on every channel, if they had been told anything. A new
 * contact is told what the moments so far have told; later moments are still to come (R41).
 */
function correction(
  after: Shipment,
  { was, contact }: FactOf<'recipient-corrected'>,
  everywhere: ChannelName[],
): MessageOrder[] {
  if (!was) return []
  const until = reachable(after.policy, was)
  const old: MessageOrder = { cause: 'corrected', channels: until, secret: false, to: was.from }
  const now: MessageOrder = {
    cause: 'contact-changed',
    channels: everywhere,
    secret: after.secretSent > 0 && tellsSecret(after),
  }
  return [...(until.length > 0 ? [old] : []), ...(contact ? [now] : [])]
}

/**
 * Whether the recipient has to hear that the courier is still there: the end of the visit was told and taken
 * back, or a message about it had left before it could be dropped (R37).
 */
function stillThere(
  before: Shipment | null,
  after: Shipment,
  fact: FactOf<'visit-reopened'> | FactOf<'message-sent'>,
): boolean {
  const { visit, takenBack } = after
  const last = takenBack.at(-1)
  if (!visit?.open || !last?.told) return false
  return fact.type === 'visit-reopened' || before?.takenBack.at(-1)?.told === false
}

function orderFor(
  after: Shipment,
  fact: Fact,
  cause: Moment & MessageCause,
  everywhere: ChannelName[],
): MessageOrder[] {
  // This is told at once whatever the moments say, and in place of the ordinary receipt, so that "not you?"
  // is not overlooked.
  if (cause === 'receipt' && fact.type === 'handed-over' && fact.proof === 'identity')
    return [{ cause: 'identity', channels: everywhere, secret: false }]
  // Only the first depot receipt is the acceptance. Parcels that come back from a visit are no such news, nor
  // is the rest of a shipment that waits at a point already.
  if (cause === 'accepted' && (after.acceptedSeq !== after.seq || after.hold)) return []
  const listed = after.policy.moments[cause] ?? []
  const secret = TELLS_SECRET[cause] === siteOf(after) && tellsSecret(after)
  const heard = everywhere.filter((channel) => listed.includes(channel))
  // A secret that no moment has told yet is told on dispatch at the latest, wherever the recipient can be
  // reached. At a point it is told at the latest when the parcel is ready.
  const late = (cause === 'released' || cause === 'ready') && secret && after.secretSent !== after.secret
  const channels = late && heard.length === 0 ? everywhere : heard
  return channels.length > 0 ? [{ cause, channels, secret }] : []
}

/**
 * Whether a message may tell the secret now. A drop-off's code, and the one after NL, are told when the point
 * is ready to issue the parcel.
 */
function tellsSecret(after: Shipment): boolean {
  if (isOver(after) || siteOf(after) === null) return false
  // A secret that opens nothing any more is not told again.
  return pageScans(after) || codesUsable(after)
}

/** Returns where a secret told now would be used; null while the parcel is on its way to a point. */
function siteOf(after: Shipment): 'door' | 'counter' | null {
  if (after.destination === null && after.hold === null) return 'door'
  return handOverSite(after) === 'counter' ? 'counter' : null
}
