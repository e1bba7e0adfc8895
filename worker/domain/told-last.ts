import { TOLD_AGAIN_MS } from './limits.ts'
import type { MessageOrder, Shipment, ToldLast } from './state.ts'

/**
 * Returns a key of what a message says, or null if it is news whenever it comes. A parcel that is put on a
 * round, taken off and put on another is no news to its recipient; each visit, each point and each hand-over
 * is.
 */
function newsOf(after: Shipment, { cause, channels, secret }: MessageOrder): string | null {
  const { destination, trips, hold } = after
  const of = {
    scheduled: destination?.id ?? '',
    released: destination?.id ?? '',
    held: `${trips.length} ${hold?.point?.id ?? ''}`,
  }
  if (!Object.hasOwn(of, cause)) return null
  const told = [secret && after.secret, after.link, after.contactFrom, channels]
  return JSON.stringify([cause, of[cause as keyof typeof of], ...told])
}

/**
 * Returns the orders without what the recipient was told less than a day ago in the very last message: the
 * same moment with the same secret. What could not be delivered was not told (`untold`).
 */
export const withoutRepeats = (after: Shipment, orders: MessageOrder[], at: number): MessageOrder[] =>
  orders.filter((order) => {
    const { toldLast } = after
    const again = toldLast !== null && order.to === undefined && newsOf(after, order) === toldLast.news
    return !again || at - toldLast.at >= TOLD_AGAIN_MS
  })

/** Returns what was told last after these orders. */
export function toldLastAfter(after: Shipment, orders: readonly MessageOrder[], at: number): ToldLast | null {
  const order = orders.findLast(({ to }) => to === undefined)
  return order ? { about: after.seq, news: newsOf(after, order) ?? '', at } : after.toldLast
}

/** Returns what was told last once the message of a fact failed on a channel, or was taken back (R37). */
export const untold = ({ toldLast }: Shipment, about: number): ToldLast | null =>
  toldLast?.about === about ? null : toldLast
