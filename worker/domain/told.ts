import type { Fact } from './event.ts'
import type { MessageOrder, SentRecord, Shipment } from './state.ts'
import type { ChannelName, MessageCause, ToldState } from './terms.ts'

/** One message on one channel. */
export interface MessageOn {
  about: number
  cause: MessageCause
  channel: ChannelName
}

/** Whether a channel is a step of a cascade. E-mail goes beside, because it rings nobody and costs next to nothing. */
export const isStep = (channel: ChannelName): boolean => channel !== 'email'

/** Whether a message may have arrived, as far as is known. */
export const stands = ({ outcome }: SentRecord): boolean => outcome === null || outcome === 'delivered'

/** Returns what became of a message on a channel; undefined while it is still to be sent. */
export const sentOn = ({ sent }: Shipment, { about, cause, channel }: MessageOn): SentRecord | undefined =>
  sent.find((one) => one.about === about && one.cause === cause && one.channel === channel)

/**
 * Returns which of the channels that can carry a message are tried now: of a cascade only its next step, beside
 * e-mail.
 */
export function channelsNow({ channels, waitS }: MessageOrder, able: readonly ChannelName[]): ChannelName[] {
  const possible = channels.filter((channel) => able.includes(channel))
  if (waitS === undefined) return possible
  const next = possible.find(isStep)
  return possible.filter((channel) => channel === next || !isStep(channel))
}

/** Whether a later step of the same cascade is still to come. */
export const stepsLeft = ({ unsent }: Shipment, { about, cause, channel }: MessageOn): boolean =>
  isStep(channel) &&
  unsent.some(
    ({ order, ...of }) =>
      of.about === about &&
      order.cause === cause &&
      order.waitS !== undefined &&
      order.channels.some((other) => other !== channel && isStep(other)),
  )

/**
 * Whether nobody has to look after a message that failed or was reported undelivered: a later step follows, or the
 * recipient has it on another channel.
 */
export function stillTold(after: Shipment, fact: Fact): boolean {
  if (fact.type === 'message-failed') return stepsLeft(after, fact)
  if (fact.type !== 'message-reported') return false
  const elsewhere = after.sent.some(
    ({ about, cause, outcome }) => about === fact.about && cause === fact.cause && outcome === 'delivered',
  )
  return stepsLeft(after, fact) || elsewhere
}

/** What became of a message on a channel, as those see it who may not see the message. */
export interface ToldOn {
  channel: ChannelName
  state: ToldState
}

/** Returns what became of the latest message on demand to the contact in force (R8); empty if there is none. */
export function lastOnDemand({ sent, unsent, contactFrom }: Shipment): ToldOn[] {
  const ours = sent.filter(({ cause, contact }) => cause === 'resend' && contact === contactFrom)
  const waiting = unsent.filter(({ order }) => order.cause === 'resend')
  const about = Math.max(...[...ours, ...waiting].map((one) => one.about))
  const taken = ours.filter((one) => one.about === about)
  const next = waiting.find((one) => one.about === about)
  // A later step of a cascade is not on its way yet.
  const sending = next && !next.awaited ? channelsNow(next.order, next.order.channels) : []
  return [
    ...taken.map((one) => ({ channel: one.channel, state: STATES[one.outcome ?? 'sent'] })),
    ...sending.map((channel) => ({ channel, state: 'sending' as const })),
  ]
}

const STATES: Record<NonNullable<SentRecord['outcome']> | 'sent', ToldState> = {
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
}
