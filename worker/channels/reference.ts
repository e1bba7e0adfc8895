import { createHash } from 'node:crypto'
import { CHANNELS, type ChannelName, MESSAGE_CAUSES, type MessageCause } from '../domain/terms.ts'

/** One message of one shipment on one channel. */
export interface Reference {
  shipmentId: string
  about: number
  cause: MessageCause
  channel: ChannelName
}

const FORM = new RegExp(
  `^([0-9A-Za-z]{14}|[0-9A-Za-z_-]{22})-([1-9]\\d{0,5})-(${MESSAGE_CAUSES.join('|')})-(${CHANNELS.join('|')})$`,
)

/** Returns the id under which a message is handed to its provider. It is the same for every try. */
export const referenceText = ({ shipmentId, about, cause, channel }: Reference): string =>
  `${shipmentId}-${about}-${cause}-${channel}`

/** Reads the id of a message as a provider reports it; null for anything else. */
export function parseReference(text: string): Reference | null {
  const [, shipmentId, about, cause, channel] = FORM.exec(text) ?? []
  if (!shipmentId) return null
  return {
    shipmentId,
    about: Number(about),
    cause: cause as MessageCause,
    channel: channel as ChannelName,
  }
}

/** Returns an id for a provider that takes no longer one. It is the same for every try, and leads nowhere back. */
export const shortened = (id: string, length: number): string =>
  createHash('sha256').update(id).digest('hex').slice(0, length)
