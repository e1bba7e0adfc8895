import type { Fact } from './event.ts'
import { isOver } from './reading.ts'
import type { MessageOrder, SentRecord, Shipment } from './state.ts'
import type { ChannelName, MessageCause } from './terms.ts'

/** One message on one channel. */
export interface MessageOn {
  about: number
  cause: MessageCause
  channel: ChannelName
}

/** Whether a channel is a step of a cascade. E-mail goes beside, because it rings nobody and costs next to nothing. */
export const isStep = (channel: ChannelName): boolean => channel !== 'email'

/** Returns what is known of a message on a channel since a provider took it; undefined if none did. */
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
 * Whether nobody has to look after a message that failed or was reported undelivered: a later step follows, the
 * recipient has it on another channel, or nothing is left to tell of.
 */
export function stillTold(after: Shipment, fact: Fact): boolean {
  if (fact.type === 'message-failed') return stepsLeft(after, fact)
  if (fact.type !== 'message-reported') return false
  const elsewhere = after.sent.some(
    ({ about, cause, outcome }) => about === fact.about && cause === fact.cause && outcome === 'delivered',
  )
  return stepsLeft(after, fact) || elsewhere || isOver(after)
}
