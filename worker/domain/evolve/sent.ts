import type { FactOf } from '../event.ts'
import type { Shipment } from '../state.ts'
import type { ChannelName, MessageCause } from '../terms.ts'
import { untold } from '../told-last.ts'
import type { Applied } from './applied.ts'
import { noteTold } from './reopened.ts'
import { changeNews } from './requested-change.ts'

/** Whether a message reached the current contact. One to an earlier contact that is noted late did not. */
const reaches = ({ unsent }: Shipment, { about, cause, channels }: FactOf<'message-sent'>) =>
  channels.length > 0 &&
  unsent.some(({ order, ...of }) => of.about === about && order.cause === cause && order.to === undefined)

/** Returns what is still to be sent after some channels of one message are done. */
function done(
  shipment: Shipment,
  about: number,
  cause: MessageCause,
  channels: readonly ChannelName[],
): Shipment['unsent'] {
  return shipment.unsent.flatMap((message) => {
    if (message.about !== about || message.order.cause !== cause) return [message]
    const rest = message.order.channels.filter((channel) => !channels.includes(channel))
    return rest.length > 0 ? [{ about, order: { ...message.order, channels: rest } }] : []
  })
}

/** Facts about what became of a message. */
export const SENT: Applied<'message-sent' | 'message-failed'> = {
  'message-sent': (shipment, fact, at) => {
    const served = [...fact.channels, ...(fact.unserved ?? [])]
    const secretReached = shipment.secretReached || reaches(shipment, fact)
    return changeNews(
      {
        ...shipment,
        secretReached,
        takenBack: noteTold(shipment, fact),
        unsent: done(shipment, fact.about, fact.cause, served),
      },
      fact,
      at,
    )
  },
  'message-failed': (shipment, fact, at) =>
    changeNews(
      {
        ...shipment,
        toldLast: untold(shipment, fact.about),
        unsent: done(shipment, fact.about, fact.cause, [fact.channel]),
      },
      fact,
      at,
    ),
}
