import type { RequestedChange } from '../asked.ts'
import type { FactOf } from '../event.ts'
import type { Shipment } from '../state.ts'
import type { MessageCause } from '../terms.ts'
import { stands } from '../told.ts'

/** Returns a change over the recipient's head as event `seq` requested it (R9). */
export const newChange = (seq: number, requestedBy: string, at: number): RequestedChange => ({
  seq,
  requestedBy,
  at,
  approved: false,
  toldAt: null,
  untold: false,
  byOperator: false,
})

/** Returns the change after the second person agreed, or the operator in addition. */
export const approvedChange = <T extends RequestedChange>(
  pending: T,
  { byOperator }: { byOperator?: true },
): T => ({
  ...pending,
  approved: true,
  byOperator: pending.byOperator || byOperator === true,
})

/** Whether a message about the change's event is still to be sent. */
const underway = ({ unsent }: Shipment, { seq }: RequestedChange) => unsent.some(({ about }) => about === seq)

type MessageFact = FactOf<'message-sent'> | FactOf<'message-failed'> | FactOf<'message-reported'>

function afterMessage<T extends RequestedChange>(
  shipment: Shipment,
  pending: T | null,
  cause: MessageCause,
  fact: MessageFact,
): T | null {
  if (!pending || fact.cause !== cause || fact.about !== pending.seq) return pending
  // A chat is no announced contact: whoever opened it is not asked to have been warned (R9).
  const standing = shipment.sent.filter(
    (one) => one.about === pending.seq && one.cause === cause && stands(one) && !one.chat,
  )
  const toldAt = standing.length > 0 ? Math.min(...standing.map(({ at }) => at)) : null
  return { ...pending, toldAt, untold: toldAt === null && !underway(shipment, pending) }
}

/**
 * Records what became of the message to whoever loses by a change (R9, R41). The half hour counts from when
 * it reached them. If it failed for good on every channel, or was reported undelivered, nobody was told.
 */
export const changeNews = (shipment: Shipment, fact: MessageFact): Shipment => ({
  ...shipment,
  contactChange: afterMessage(shipment, shipment.contactChange, 'contact-change', fact),
  labelChange: afterMessage(shipment, shipment.labelChange, 'label-change', fact),
})

/** Marks a change as untold from the beginning if there is no channel at all on which it could be told. */
export function withoutChannel(shipment: Shipment): Shipment {
  const untold = <T extends RequestedChange>(pending: T | null): T | null =>
    pending?.seq === shipment.seq && !underway(shipment, pending) ? { ...pending, untold: true } : pending
  const { contactChange, labelChange } = shipment
  return { ...shipment, contactChange: untold(contactChange), labelChange: untold(labelChange) }
}
