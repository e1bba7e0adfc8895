import type { SentRecord, Shipment, UnsentMessage } from '../state.ts'
import type { ChannelName, MessageCause } from '../terms.ts'
import { isStep, stands } from '../told.ts'
import { untold } from '../told-last.ts'
import type { Applied } from './applied.ts'
import { noteTold } from './reopened.ts'
import { changeNews } from './requested-change.ts'

interface Of {
  about: number
  cause: MessageCause
}

const isAbout =
  ({ about, cause }: Of) =>
  (message: UnsentMessage): boolean =>
    message.about === about && message.order.cause === cause

/** Returns what is still to be sent after one message changed. */
const changed = (
  { unsent }: Shipment,
  of: Of,
  change: (message: UnsentMessage) => UnsentMessage,
): UnsentMessage[] =>
  unsent.flatMap((message) => {
    if (!isAbout(of)(message)) return [message]
    const after = change(message)
    return after.order.channels.length > 0 ? [after] : []
  })

const without = (message: UnsentMessage, channels: readonly ChannelName[]): UnsentMessage => ({
  ...message,
  order: {
    ...message.order,
    channels: message.order.channels.filter((channel) => !channels.includes(channel)),
  },
})

/** Makes a cascade wait for the report of the step that was just taken, if another could follow it. */
function awaiting(message: UnsentMessage, sent: readonly ChannelName[], at: number): UnsentMessage {
  const { order } = message
  const step = sent.find(isStep)
  if (order.waitS === undefined || !step || !order.channels.some(isStep)) return message
  return { ...message, awaited: { channel: step, until: at + order.waitS * 1000 } }
}

/** Returns what became of messages, with what a fact says of some channels. */
function sentAfter(
  shipment: Shipment,
  of: Of,
  channels: readonly ChannelName[],
  news: (channel: ChannelName) => Pick<SentRecord, 'at' | 'id' | 'outcome' | 'chat'>,
): SentRecord[] {
  const { about, cause } = of
  const order = shipment.unsent.find(isAbout(of))?.order
  // What is noted after another contact came into force went to the one before.
  const contact = order ? (order.to ?? shipment.contactFrom) : 0
  return [
    ...shipment.sent,
    ...channels.map((channel) => ({ about, cause, channel, contact, ...news(channel) })),
  ]
}

/** Whether a message reached the contact in force, as far as is known (R42). */
const reachedInForce = (sent: readonly SentRecord[], contactFrom: number): boolean =>
  sent.some((one) => one.contact === contactFrom && stands(one) && !one.chat)

/** Facts about what became of a message. */
export const SENT: Applied<
  'message-sent' | 'message-failed' | 'message-reported' | 'chat-joined' | 'chat-ended'
> = {
  'chat-joined': (shipment, { bot }) => ({
    ...shipment,
    chat: { bot, seq: shipment.seq + 1 },
    chatsJoined: shipment.chatsJoined + 1,
  }),
  'chat-ended': (shipment) => ({ ...shipment, chat: null }),
  'message-sent': (shipment, fact, at) => {
    const done = [...fact.channels, ...(fact.unserved ?? [])]
    const after = sentAfter(shipment, fact, fact.channels, (channel) => ({
      ...{ at, outcome: null },
      id: fact.sent?.[channel]?.id ?? null,
      chat: fact.sent?.[channel]?.bot !== undefined,
    }))
    return changeNews(
      {
        ...shipment,
        secretReached: reachedInForce(after, shipment.contactFrom),
        takenBack: noteTold(shipment, fact),
        sent: after,
        unsent: changed(shipment, fact, (message) => awaiting(without(message, done), fact.channels, at)),
      },
      fact,
    )
  },
  'message-failed': (shipment, fact, at) =>
    changeNews(
      {
        ...shipment,
        sent: sentAfter(shipment, fact, [fact.channel], () => ({
          at,
          id: null,
          outcome: 'failed',
          chat: false,
        })),
        toldLast: untold(shipment, fact.about),
        unsent: changed(shipment, fact, (message) => without(message, [fact.channel])),
      },
      fact,
    ),
  'message-reported': (shipment, fact, at) => {
    const { channel, outcome } = fact
    const after = shipment.sent.map((one) =>
      one.about === fact.about && one.cause === fact.cause && one.channel === channel
        ? // What was lost and arrived after all has told nobody anything before now (R9).
          { ...one, outcome, at: one.outcome === null ? one.at : at }
        : one,
    )
    const delivered = outcome === 'delivered'
    return changeNews(
      {
        ...shipment,
        sent: after,
        secretReached: reachedInForce(after, shipment.contactFrom),
        toldLast: delivered ? shipment.toldLast : untold(shipment, fact.about),
        unsent: changed(shipment, fact, ({ awaited, ...message }) => {
          // What has arrived needs no further step.
          if (delivered && isStep(channel) && message.order.waitS !== undefined)
            return without(message, message.order.channels.filter(isStep))
          return awaited && awaited.channel !== channel ? { ...message, awaited } : message
        }),
      },
      fact,
    )
  },
}
